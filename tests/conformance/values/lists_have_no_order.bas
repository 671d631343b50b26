FUNCTION before(a, b)
  RETURN a < b                   ' fault: GB6001
END FUNCTION
TALK before([1], [2])
