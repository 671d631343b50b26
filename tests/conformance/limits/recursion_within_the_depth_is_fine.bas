FUNCTION down(n)
  IF n = 0 THEN RETURN 0
  RETURN 1 + down(n - 1)
END FUNCTION
TALK down(200)                   ' expect: 200
