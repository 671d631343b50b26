line_2_total = 5
x1 = 6
TALK line_2_total + x1           ' expect: 11
