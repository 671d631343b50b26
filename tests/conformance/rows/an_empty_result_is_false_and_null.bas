' given: user=rows []
IF user THEN TALK "found"
IF NOT user THEN TALK "none"     ' expect: none
TALK user IS NULL                ' expect: true
TALK user = NULL                 ' expect: true
TALK user = ""                   ' expect: true
TALK user <> NULL                ' expect: false
TALK user.name IS NULL           ' expect: true
TALK UBOUND(user)                ' expect: 0
TALK user ?? "default"           ' expect: default
