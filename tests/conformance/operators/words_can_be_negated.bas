TALK "abc" NOT LIKE "x%"         ' expect: true
TALK "abc" NOT CONTAINS "b"      ' expect: false
