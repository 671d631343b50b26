SAVE "products", {"name": "Blue shoes", "description": "For running"}
SAVE "products", {"name": "Red hat", "description": "Wool"}
SAVE "products", {"name": "Shoe polish", "description": "For red shoes too"}
SAVE "products", {"name": "Red shoes", "description": "For dancing"}
SAVE "products", {"name": "Table", "description": "Oak"}
FOR EACH p IN SEARCH PRODUCTS "red shoes"
    TALK p.name
NEXT
' expect: Red shoes
' expect: Shoe polish
' expect: Blue shoes
' expect: Red hat
hits = SEARCH_PRODUCTS("red shoes", 1)
TALK COUNT(hits)
' expect: 1
hits = SEARCH PRODUCTS "piano"
IF NOT hits THEN TALK "nothing"
' expect: nothing
