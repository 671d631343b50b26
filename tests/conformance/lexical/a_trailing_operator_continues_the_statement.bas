long = 1 +
  2 +
  3
TALK long                        ' expect: 6
IF long = 5 OR
   long = 6 THEN
  TALK "or"                      ' expect: or
END IF
IF long > 1 AND
   long < 9 THEN
  TALK "and"                     ' expect: and
END IF
