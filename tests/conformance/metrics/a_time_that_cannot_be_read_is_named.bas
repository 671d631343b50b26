x = QUERY METRICS "a" FOR "soon"
' fault@-1: GB6003 "a time such as 1h, 7d or 30d is needed, not soon"
' ---
x = QUERY METRICS "a" FOR "0d"
' fault@-1: GB6003
' ---
TALK COUNT(QUERY METRICS "a" FOR "10000m" BY "1m")
' expect: 10000
x = QUERY METRICS "a" FOR "10001m" BY "1m"
' fault@-1: GB6004 "at most 10,000 intervals, this one has 10,001"
