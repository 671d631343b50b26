FUNCTION root(n)
  RETURN n ^ 0.5
END FUNCTION
x = root(-1)
TALK x = x                       ' expect: false
TALK x < 1                       ' expect: false
TALK x ? "true" : "false"        ' expect: true
