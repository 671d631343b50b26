a = 3
b = 8
m = MAX a, b
TALK m                           ' expect: 8
list = [7, 8, 9]
TALK FIRST list                  ' expect: 7
two = FIRST list, 2
TALK two                         ' expect: [7, 8]
