' given: user=rows [{"id": 1}, {"id": 2}]
TALK UBOUND(user)                ' expect: 2
TALK user.count                  ' expect: 2
TALK user.length                 ' expect: 2
FOR EACH row IN user
  TALK row.id
NEXT
' expect: 1
' expect: 2
TALK user                        ' expect: [{"id": 1}, {"id": 2}]
TALK TYPEOF(user)                ' expect: array
TALK FIRST(user).id              ' expect: 1
