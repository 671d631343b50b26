TABLE prices
    FIELD code AS STRING KEY
    FIELD price AS INTEGER
END TABLE
SAVE "prices", "tea", 2 + 3
TALK FIND("prices", "code", "tea").price
' expect: 5
