' The classic way: labels, GOTO for the menu, GOSUB for what is needed twice.

visits = 0

menu:
visits = visits + 1
TALK "1 Opening hours, 2 Address, 3 Leave"
HEAR choice AS INTEGER
IF choice = 1 THEN GOTO hours
IF choice = 2 THEN GOTO address
IF choice = 3 THEN GOTO bye
TALK "Please choose 1, 2 or 3."
GOTO menu

hours:
GOSUB ruler
TALK "We are open from 9 to 18, Monday to Saturday."
GOSUB ruler
GOTO menu

address:
GOSUB ruler
TALK "12 Mill Lane, beside the old bridge."
GOSUB ruler
GOTO menu

bye:
TALK "Goodbye. You saw the menu ${visits} times."
END

ruler:
TALK STRING(20, "-")
RETURN
