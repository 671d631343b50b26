id = CREATE LEAD "Ana", "ana@bakery.example"
SET LEAD SCORE(id, 69)
TALK IS_QUALIFIED(id)
' expect: false
TALK IS_QUALIFIED(id, 69)
' expect: true
r = QUALIFY LEAD id
TALK r.qualified
' expect: false
SET LEAD SCORE id, 70
r = QUALIFY LEAD id
TALK r.qualified
' expect: true
TALK FIND("leads", "id", id).qualified
' expect: true
r = QUALIFY LEAD id, 80
TALK r.qualified
' expect: false
TALK IS_QUALIFIED(99)
' expect: false
