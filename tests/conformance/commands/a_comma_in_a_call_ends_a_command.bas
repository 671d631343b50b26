SET BOT MEMORY "x", "vx"
TALK REPLACE(GET BOT MEMORY "x", "v", "w")    ' expect: wx
