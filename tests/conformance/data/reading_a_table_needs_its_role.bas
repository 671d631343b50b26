TABLE secrets READ BY "admin;boss" WRITE BY "admin"
  id integer key
  text string
END TABLE
rows = FIND "secrets"            ' fault: GB7107 "FIND may read secrets only for the role admin or boss"
' ---
' roles: clerk, boss
TABLE secrets READ BY "admin;boss" WRITE BY "admin"
  id integer key
  text string
END TABLE
rows = FIND "secrets"
TALK COUNT(rows)                 ' expect: 0
SAVE "secrets", {"text": "x"}    ' fault: GB7107 "change"
' ---
' roles: clerk
TABLE secrets READ BY "admin;boss" WRITE BY "admin"
  id integer key
  text string
END TABLE
rows = SQL "select * from SECRETS"    ' fault: GB7107
