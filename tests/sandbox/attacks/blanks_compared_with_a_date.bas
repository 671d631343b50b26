' limits: fuel=20000000
t = STRING(4000000, " ")
d = TODAY()
WHILE d <> t                            ' fault: GB6900
WEND
