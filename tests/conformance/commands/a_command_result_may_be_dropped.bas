REMEMBER "a", 1
RECALL "a"
TALK "ok"                        ' expect: ok
