talk "one"                       ' expect: one
Let x = 3
If x = 3 Then
  Talk "two"                     ' expect: two
End If
for each n in [1]
  tAlK n                         ' expect: 1
next
