SUB greet                        ' error: GB1 "SUB"
  TALK "x"
