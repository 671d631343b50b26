TALK TRUE                        ' expect: true
TALK False                       ' expect: false
TALK TYPEOF(NULL)                ' expect: null
TALK TYPEOF(null)                ' expect: null
