hours = ["9:00", "11:00"]
HEAR hour AS MENU hours
' button: 9:00
' button: 11:00
' input: 2
TALK hour                        ' expect: 11:00
HEAR hour AS MENU hours, "later"
' button: 9:00
' button: 11:00
' button: later
' input: lat
TALK hour                        ' expect: later
