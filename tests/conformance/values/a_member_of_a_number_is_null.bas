n = 5
TALK n.anything IS NULL          ' expect: true
