SET BOT MEMORY "n", "4"
TALK GET BOT MEMORY("n") * 2     ' expect: 8
TALK GET BOT MEMORY("n") + "!"   ' expect: 4!
