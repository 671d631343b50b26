SET BOT MEMORY "key1", "found"
n = 1
x = GET BOT MEMORY "key" + n
TALK x                           ' expect: found
