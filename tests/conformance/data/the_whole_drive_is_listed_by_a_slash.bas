WRITE "a.txt", "x"
WRITE "b/c.txt", "x"
FOR EACH file IN LIST "/"
    TALK file
NEXT
' expect: a.txt
FOR EACH file IN LIST "/" RECURSIVE
    TALK file
NEXT
' expect: a.txt
' expect: b/c.txt
TALK UBOUND(DIR "/")
' expect: 1
x = LIST "/etc"    ' fault: GB7301
