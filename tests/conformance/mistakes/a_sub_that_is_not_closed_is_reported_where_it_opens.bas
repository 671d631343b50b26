SUB greet                        ' error: GB1008 "SUB"
  TALK "x"
