FUNCTION ask(v, name)
  TALK name
  RETURN v
END FUNCTION
IF ask(false, "one") THEN
  TALK "no"
ELSE IF ask(true, "two") THEN
  TALK "yes"
ELSE IF ask(true, "three") THEN
  TALK "no"
END IF
' expect: one
' expect: two
' expect: yes
