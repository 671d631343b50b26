TRY
  rows = FIND 7
CATCH e
  TALK e.message                 ' expect: FIND needs the name of a table as its table, not a number
END TRY
TRY
  SAVE "leads", [1, 2]
CATCH e
  TALK e.message                 ' expect: SAVE needs an object as its values, not a number
END TRY
TRY
  data = 7
  MERGE "leads", data, "id"
CATCH e
  TALK e.message                 ' expect: MERGE needs a list of objects as its data, not a number
END TRY
TRY
  rows = FIND "leads", "name >"
CATCH e
  TALK e.message                 ' expect~: ^FIND: the condition "name >"
END TRY
SAVE "leads", {}                 ' fault: GB6004 "SAVE needs at least one column"
