x = 1 + 2)                       ' error: GB1
TALK x
