x = (1 + 2                       ' error: GB1
TALK "fine"
y = 3 +* 4                       ' error: GB1
IF x >                           ' error: GB1
TALK "fine too"
