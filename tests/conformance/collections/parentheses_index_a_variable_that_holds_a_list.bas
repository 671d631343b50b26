results = [{"title": "one"}, {"title": "two"}]
TALK results(1).title            ' expect: two
