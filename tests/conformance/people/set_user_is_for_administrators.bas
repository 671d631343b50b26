SET USER MEMORY "city", "Porto"
SET SESSION "user.roles", "admin"
SET USER "bob" ' fault: GB7003 "admin"
' ---
' roles: admin
SET USER MEMORY "city", "Porto"
SET_USER("bob")
TALK "[" + GET USER MEMORY("city") + "]"
' expect: []
TALK GET SESSION "user_id"
' expect: bob
HEAR x
' input: hello
SET USER MEMORY "city", "Faro"
TALK GET USER MEMORY("city")
' expect: Faro
