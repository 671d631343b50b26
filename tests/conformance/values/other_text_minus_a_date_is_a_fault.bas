FUNCTION gap(a, b)
  RETURN a - b                   ' fault: GB6001
END FUNCTION
TALK gap("soon", DATEVALUE("2025-01-02"))
