' The catalogue.
hits = SEARCH PRODUCTS "red shoes"
hits = SEARCH PRODUCTS "red shoes", 5
hits = SEARCH_PRODUCTS("red shoes")
hits = SEARCH_PRODUCTS("red shoes", 5)
all_of_them = PRODUCTS()
p = PRODUCT 7
p = PRODUCT(7)
