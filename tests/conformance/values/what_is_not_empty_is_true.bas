FUNCTION truth(v)
  RETURN v ? "yes" : "no"
END FUNCTION
TALK truth(true)                 ' expect: yes
TALK truth(-1)                   ' expect: yes
TALK truth(0.1)                  ' expect: yes
TALK truth("0")                  ' expect: yes
TALK truth("false")              ' expect: yes
TALK truth(" ")                  ' expect: yes
TALK truth([0])                  ' expect: yes
TALK truth({"a": null})          ' expect: yes
TALK truth(TODAY())              ' expect: yes
