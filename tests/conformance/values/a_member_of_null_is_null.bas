user = null
TALK user.first_name OR "Unknown"    ' expect: Unknown
TALK user.a.b.c IS NULL          ' expect: true
TALK user[3] IS NULL             ' expect: true
