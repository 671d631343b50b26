FOR EACH x IN [1]                ' error: GB1008 "FOR"
  TALK x
