' limits: depth=50
FUNCTION down(n)
  RETURN down(n + 1)             ' fault: GB6902
END FUNCTION
TALK down(1)
