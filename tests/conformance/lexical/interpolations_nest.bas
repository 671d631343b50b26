x = 3
TALK "a ${"in ${x} in"} b"       ' expect: a in 3 in b
TALK "${x > 2 ? "more than ${x - 1}" : "less"}!"    ' expect: more than 2!
