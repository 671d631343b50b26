id = CREATE_TEAM "night", "Works at night", ["ana@example.com", {"email": "rui@example.com", "role": "lead"}]
TALK LEN(id) > 0
' expect: true
TALK UBOUND(LIST_MEMBERS("night"))
' expect: 2
TALK REMOVE_MEMBER("night", "ana@example.com")
' expect: true
TALK REMOVE MEMBER "night", "ana@example.com"
' expect: false
TALK LIST_MEMBERS("night")[0].role
' expect: lead
ADD MEMBER "", "night" ' fault: GB6004 "member"
