TABLE staff
  id integer key
  name string
  salary number READ BY "boss" WRITE BY "clerk;boss"
END TABLE
SAVE "staff", {"name": "Ana"}
row = FIND "staff" FIRST
TALK row                         ' expect: {"id": 1, "name": "Ana"}
TRY
  rows = FIND "staff" WHERE salary > 10
CATCH e
  TALK e.code                    ' expect: GB7107
END TRY
TRY
  rows = FIND "staff" ORDER BY salary
CATCH e
  TALK e.code                    ' expect: GB7107
END TRY
TRY
  UPDATE "staff" SET name = salary
CATCH e
  TALK e.code                    ' expect: GB7107
END TRY
TRY
  rows = SELECT salary FROM staff
CATCH e
  TALK e.code                    ' expect: GB7107
END TRY
SAVE "staff", {"name": "Rui", "salary": 9}    ' fault: GB7107 "staff.salary"
