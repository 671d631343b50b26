TABLE staff READ BY "clerk;boss"
  id integer key
  name string
  pay number READ BY "boss"
END TABLE
path = EXPORT TABLE "staff" TO "csv"    ' fault: GB7107 "EXPORT TABLE may read staff only for the role clerk or boss"
' ---
' roles: clerk
TABLE staff READ BY "clerk;boss"
  id integer key
  name string
  pay number READ BY "boss"
END TABLE
SAVE "staff", {"name": "Ana"}
path = EXPORT TABLE "staff" TO "csv"
TALK path                 ' expect: exports/staff.csv
TALK REPLACE(TRIM(READ path), CHR(10), " / ")    ' expect: id,name / 1,Ana
' ---
' roles: boss
TABLE staff READ BY "clerk;boss"
  id integer key
  name string
  pay number READ BY "boss"
END TABLE
SAVE "staff", {"name": "Ana", "pay": 5}
rows = IMPORT (EXPORT TABLE "staff" TO "pay.json")
TALK rows[0].pay    ' expect: 5
