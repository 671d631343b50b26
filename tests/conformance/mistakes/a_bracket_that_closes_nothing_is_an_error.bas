x = 1 + 2)                       ' error: GB1006
TALK x
