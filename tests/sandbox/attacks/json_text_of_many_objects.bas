t = "[" + JOIN(FILL("{}", 300000), ",") + "]"
a = []
WHILE TRUE
  PUSH a, PARSE_JSON(t)                 ' fault: GB6901
WEND
