TALK "12" - 2                    ' expect: 10
TALK "3" * "4"                   ' expect: 12
TALK "7" / "2"                   ' expect: 3.5
TALK "2" ^ 3                     ' expect: 8
TALK "9" MOD "4"                 ' expect: 1
TALK -"5"                        ' expect: -5
TALK " 5 " * 2                   ' expect: 10
TALK "1.5" * 2                   ' expect: 3
TALK "1e2" * 1                   ' expect: 100
