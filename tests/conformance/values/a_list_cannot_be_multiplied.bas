FUNCTION twice(v)
  RETURN v * 2                   ' fault: GB6001
END FUNCTION
TALK twice([1])
