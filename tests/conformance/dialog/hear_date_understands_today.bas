HEAR d AS DATE                   ' input: today
TALK d = TODAY()                 ' expect: true
