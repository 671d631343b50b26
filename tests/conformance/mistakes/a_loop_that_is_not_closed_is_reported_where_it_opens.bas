FOR EACH x IN [1]                ' error: GB1 "FOR"
  TALK x
