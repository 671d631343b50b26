REMEMBER "town" = "Rome"
TALK GET "town"                  ' expect: Rome
