x =                              ' error: GB1003

TALK x
