FOR i = 1 TO 12
    SAVE "products", {"name": "Cup " + i}
NEXT
TALK COUNT(SEARCH PRODUCTS "cup")
' expect: 10
TALK COUNT(SEARCH PRODUCTS "cup", 12)
' expect: 12
TALK COUNT(SEARCH PRODUCTS "cup", 0)
' expect: 0
n = SEARCH PRODUCTS "cup", -1
' fault@-1: GB6004 "SEARCH PRODUCTS needs a number of rows as its limit"
