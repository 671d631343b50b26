' limits: fuel=20000000
d = TODAY()
WHILE d <> "07/03/1999"                 ' fault: GB6900
WEND
