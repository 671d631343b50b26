SET BOT MEMORY "x", "vx"
row = {"a": GET BOT MEMORY "x", "b": 1}
TALK row                         ' expect: {"a": "vx", "b": 1}
