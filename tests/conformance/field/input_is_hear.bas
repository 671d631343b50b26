INPUT "Name"; name$
' expect: Name
' input: Ana
INPUT "Age", age
' expect: Age
' input: 30
LINE INPUT note$
' input: hello
TALK name$ + SPACE$(2) + age + STRING$(2, "-") + note$    ' expect: Ana  30--hello
HEAR "City?", city
' expect: City?
' input: Rio
TALK city                        ' expect: Rio
