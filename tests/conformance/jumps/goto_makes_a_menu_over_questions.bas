menu:
HEAR choice
' input: tea
' input: bill
' input: end
IF choice = "end" THEN GOTO goodbye
TALK "You chose " + choice
GOTO menu
goodbye:
TALK "Bye"
' expect: You chose tea
' expect: You chose bill
' expect: Bye
