FUNCTION loud()
  TALK "called"
  RETURN false
END FUNCTION
TALK true OR loud()              ' expect: true
TALK false OR loud()
' expect: called
' expect: false
