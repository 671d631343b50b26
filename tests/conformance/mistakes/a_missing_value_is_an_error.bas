x =                              ' error: GB1

TALK x
