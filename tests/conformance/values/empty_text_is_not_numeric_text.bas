FUNCTION minus_one(v)
  RETURN v - 1                   ' fault: GB6001
END FUNCTION
TALK minus_one("")
