' Buttons, toggles and the theme.
ADD SUGGESTION "orders" AS "My orders"
ADD_SUGGESTION "orders" AS "My orders"
ADD SUGGESTION "Opening hours"
ADD SUGGESTION "Opening hours", "action:hours"
ADD SUGGESTION TOOL "book-table" AS "Book a table"
ADD_SUGGESTION_TOOL "book-table" AS "Book a table"
ADD SUGGESTION TEXT "yes" AS "Yes, please"
ADD_SUGGESTION_TEXT "yes" AS "Yes, please"
CLEAR SUGGESTIONS
CLEAR_SUGGESTIONS
ADD SWITCHER "tables" AS "As a table"
ADD_SWITCHER "Answer like a pirate." AS "Pirate"
CLEAR SWITCHERS
CHANGE THEME "dark"
