row = {"key1": "a", "key2": "b"}
n = 2
TALK row["key" + n]              ' expect: b
row["key" + 3] = "c"
TALK row.key3                    ' expect: c
TALK row["none"] IS NULL         ' expect: true
