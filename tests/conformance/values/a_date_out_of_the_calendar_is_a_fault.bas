FUNCTION later(d, n)
  RETURN d + n                   ' fault: GB6003
END FUNCTION
TALK later(DATEVALUE("9999-12-31"), 10)
