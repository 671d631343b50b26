EXIT
TALK "b"                         ' warning: GB4001
