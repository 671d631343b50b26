ASSERT 1 = 1, "numbers work"
ASSERT [1]
TALK "ok"                        ' expect: ok
