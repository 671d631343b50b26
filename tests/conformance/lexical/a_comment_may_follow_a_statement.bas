x = 1 ' the first
FOR EACH n IN [1, 2] ' rounds
  x = x + n ' grows
NEXT ' the end of the loop
TALK x                           ' expect: 4
