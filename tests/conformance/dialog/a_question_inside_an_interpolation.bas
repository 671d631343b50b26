FUNCTION ask()
  HEAR a
  RETURN a
END FUNCTION
TALK "You said ${ask()} and ${ask()}."
' input: yes
' input: no
' expect: You said yes and no.
