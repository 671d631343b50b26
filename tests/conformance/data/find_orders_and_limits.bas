FOR i = 1 TO 5
  SAVE "items", {"n": i, "even": i MOD 2 = 0}
NEXT
rows = FIND "items" WHERE n > 1 ORDER BY n DESC LIMIT 2
TALK rows[0].n + " " + rows[1].n ' expect: 5 4
row = FIND "items" WHERE even ORDER BY n FIRST
TALK row.n                       ' expect: 2
row = FIND "items" ORDER BY n DESC LIMIT 1
TALK row.n                       ' expect: 5
rows = FIND "items", "n >= 2 AND n < 5 ORDER BY n DESC LIMIT 2"
TALK rows[0].n + " " + rows[1].n ' expect: 4 3
