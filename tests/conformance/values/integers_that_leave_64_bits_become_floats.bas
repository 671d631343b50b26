big = 9223372036854775807
TALK big + 1                     ' expect: 9.223372036854776e18
TALK big * 2                     ' expect: 1.8446744073709552e19
TALK -big - 2                    ' expect: -9.223372036854776e18
TALK TYPEOF(big - 1)             ' expect: integer
