FUNCTION loud()
  TALK "called"
  RETURN true
END FUNCTION
TALK false AND loud()            ' expect: false
user = null
IF user IS NOT NULL AND user.age > 3 THEN
  TALK "no"
END IF
TALK true AND loud()
' expect: called
' expect: true
