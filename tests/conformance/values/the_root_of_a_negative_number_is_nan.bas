minus = -8
TALK minus ^ 0.5                 ' expect: NaN
