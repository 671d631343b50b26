FUNCTION add(a, b)
  RETURN a + b
END FUNCTION
TALK add(2, 3)                   ' expect: 5
TALK add(add(1, 1), add(2, 2))   ' expect: 6
x = add("a", 1) + "!"
TALK x                           ' expect: a1!
