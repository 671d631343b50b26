FUNCTION char_of(n)
  RETURN CHR(n)                  ' fault: GB6
END FUNCTION
TALK char_of("not a number")
