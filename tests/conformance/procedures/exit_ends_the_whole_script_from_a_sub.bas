SUB stop_here
  TALK "stopping"                ' expect: stopping
  EXIT
END SUB
CALL stop_here
TALK "never"
