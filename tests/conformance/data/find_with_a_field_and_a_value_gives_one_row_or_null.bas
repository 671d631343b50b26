SAVE "leads", {"name": "Ana", "mail": "a@x.org"}
row = FIND "leads", "mail", "a@x.org"
TALK row.name                    ' expect: Ana
none = FIND "leads", "mail", "b@x.org"
IF none IS NULL THEN TALK "nobody"    ' expect: nobody
one = FIND_ONE "leads", "name = 'Ana'"
TALK one.mail                    ' expect: a@x.org
