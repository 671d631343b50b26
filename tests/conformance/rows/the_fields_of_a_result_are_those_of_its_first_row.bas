' given: user=rows [{"Id": 1, "name": "Ann"}, {"Id": 2, "name": "Bob"}]
TALK user.name                   ' expect: Ann
TALK user.id                     ' expect: 1
TALK user[1].name                ' expect: Bob
TALK user.missing IS NULL        ' expect: true
