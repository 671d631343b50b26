FOR i = 1 TO 3
    n = GET BOT MEMORY "visits"
    SET BOT MEMORY "visits", n + 1
    TALK GET BOT MEMORY "visits"
NEXT
' expect: 1
' expect: 2
' expect: 3
SET BOT MEMORY "visits", GET BOT MEMORY("visits") + 1
TALK GET BOT MEMORY("visits") + 1
' expect: 5
SET BOT MEMORY "code" AS "007"
TALK GET_BOT_MEMORY("code") + 1
' expect: 0071
