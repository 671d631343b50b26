names = ["Ana", "Bia"]
HEAR who AS names
' button: Ana
' button: Bia
' input: 2
options = ["red", "blue"]
HEAR color AS options
' button: red
' button: blue
' input: re
HEAR one AS MENU "only this"
' button: only this
' input: 1
TALK who + color + one           ' expect: Biaredonly this
