SET_BOT_MEMORY "colour", "red"
TALK GET_BOT_MEMORY("colour")    ' expect: red
SET BOT MEMORY("colour", "blue")
TALK GET BOT MEMORY("colour")    ' expect: blue
TALK GET BOT MEMORY "colour"     ' expect: blue
