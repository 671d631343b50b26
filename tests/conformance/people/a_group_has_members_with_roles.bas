id = ADD MEMBER "ana@example.com", "sales"
ADD_MEMBER "sales", "rui@example.com", "lead"
people = LIST_MEMBERS("sales")
TALK people[0].email + " " + people[0].role + ", " + people[1].email + " " + people[1].role
' expect: ana@example.com member, rui@example.com lead
again = ADD MEMBER "ana@example.com", "sales", "editor"
TALK id = again
' expect: true
TALK LIST_MEMBERS("sales")[0].role
' expect: editor
