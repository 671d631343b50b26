' given: user=rows [{"id": 1}]
IF user THEN TALK "found"        ' expect: found
TALK user IS NULL                ' expect: false
TALK user = NULL                 ' expect: false
TALK user IS NOT NULL            ' expect: true
