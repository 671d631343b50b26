SAVE "products", {"name": "Espresso", "sku": "ESP-1"}
TALK (PRODUCT "ESP-1").name
' expect: Espresso
TALK (PRODUCT "Espresso").sku
' expect: ESP-1
p = PRODUCT "Tea"
IF p IS NULL THEN TALK "none"
' expect: none
