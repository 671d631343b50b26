t = "  hi  "
TALK "[" + t.trim() + "]"        ' expect: [hi]
TALK "hello".contains("ell")     ' expect: true
