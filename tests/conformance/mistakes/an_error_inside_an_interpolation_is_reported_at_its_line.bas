' only check
TALK "a"
TALK "value ${1 +}"              ' warning: GB1081
