FUNCTION next_one()
  calls = calls + 1
  RETURN 5
END FUNCTION
calls = 0
TALK next_one() BETWEEN 1 AND 9  ' expect: true
TALK calls                       ' expect: 1
