SET BOT MEMORY "x", "vx"
TALK [GET BOT MEMORY "x", 2]     ' expect: ["vx", 2]
