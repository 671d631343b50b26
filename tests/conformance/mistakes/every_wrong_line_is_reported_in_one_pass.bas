x = (1 + 2                       ' error: GB1005
TALK "fine"
y = 3 +* 4                       ' error: GB1003
IF x >                           ' error: GB1003
TALK "fine too"
