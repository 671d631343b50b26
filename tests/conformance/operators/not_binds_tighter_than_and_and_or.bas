TALK NOT false AND false         ' expect: false
TALK NOT true OR true            ' expect: true
