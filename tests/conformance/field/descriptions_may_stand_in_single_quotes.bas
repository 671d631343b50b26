' only check
PARAM id AS STRING LIKE 'A-1' DESCRIPTION 'the number of the order' DEFAULT 'A-1'
DESCRIPTION 'Tells where an order is'
RETURN id
