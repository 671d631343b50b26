' Interpolation and errors around keywords.
INCLUDE "shared.bas"
TALK "Hello ${name}, you owe ${total + 1}"
TRY
    TALK GET "https://api.example.com/items"
CATCH problem
    TALK problem.message
END TRY
