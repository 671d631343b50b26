t = "x"
WHILE TRUE
  t = FILL({a: t}, "{{a}}{{a}}{{a}}")   ' fault: GB6903
WEND
