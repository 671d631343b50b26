SET BOT MEMORY "n", "5"
TALK GET BOT MEMORY("n")         ' expect: 5
TALK GET BOT MEMORY("missing") = ""    ' expect: true
