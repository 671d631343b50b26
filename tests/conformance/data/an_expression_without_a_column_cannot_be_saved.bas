name = "Ana"
SAVE "leads", name, 1 + 1        ' fault: GB6004 "SAVE knows no column for value 2"
