TALK (1 + 2) * 3                 ' expect: 9
TALK ("a") + "b"                 ' expect: ab
TALK ("ab" + "c").length         ' expect: 3
TALK ([1, 2] + [3])[2]           ' expect: 3
TALK (1 > 2) ? "y" : "n"         ' expect: n
TALK (null) ?? "none"            ' expect: none
TALK (2 > 1) AND (3 > 4)         ' expect: false
