SET BOT MEMORY "where", "there"
SET BOT MEMORY "there", "found"
x = GET BOT MEMORY GET BOT MEMORY "where"
TALK x                           ' expect: found
