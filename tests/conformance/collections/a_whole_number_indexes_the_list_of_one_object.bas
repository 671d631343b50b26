row = {"a": 1}
TALK row[0] IS NULL              ' expect: true
