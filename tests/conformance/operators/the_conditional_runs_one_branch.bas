FUNCTION say(t)
  TALK t
  RETURN t
END FUNCTION
x = 1 = 1 ? say("yes") : say("no")   ' expect: yes
TALK x                           ' expect: yes
