prices = [
  1,
  ' the second is dear
  200,
  REM and the last is cheap
  3
]
TALK prices                      ' expect: [1, 200, 3]
