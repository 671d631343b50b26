FUNCTION char_of(n)
  RETURN CHR(n)                  ' fault: GB6001 "CHR"
END FUNCTION
TALK char_of("not a number")
