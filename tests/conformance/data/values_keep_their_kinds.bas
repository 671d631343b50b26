SAVE "things", {"n": 1.5, "b": TRUE, "t": "5", "d": DATEVALUE("2026-05-01"), "l": [1, 2], "o": {"a": 1}, "z": NULL}
row = FIND "things" FIRST
TALK row                         ' expect: {"id": 1, "n": 1.5, "b": true, "t": "5", "d": "2026-05-01", "l": [1, 2], "o": {"a": 1}, "z": null}
