stats = {"count": 99}
TALK stats.count                 ' expect: 99
