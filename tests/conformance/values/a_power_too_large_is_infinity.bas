big = 10.0
TALK big ^ 400                   ' expect: Infinity
