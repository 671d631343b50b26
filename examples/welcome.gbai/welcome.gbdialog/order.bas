' Asks for one line of an order and gives it back as an object, or null when the guest changes their mind.

prices = {"Espresso": 2.5, "Tea": 3, "Apple cake": 4.2}

TALK "What can I bring you?"
HEAR what AS "Espresso", "Tea", "Apple cake", "Nothing"
IF what = "Nothing" OR what = "" THEN RETURN null

HEAR qty AS INTEGER WITH "How many?" DEFAULT 1
IF qty < 1 THEN RETURN null
RETURN WITH what AS what, qty AS qty, price AS prices[what]
