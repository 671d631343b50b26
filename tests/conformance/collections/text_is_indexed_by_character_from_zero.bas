t = "héllo"
TALK t[0]                        ' expect: h
TALK t[1]                        ' expect: é
TALK t[9]
' expect:
