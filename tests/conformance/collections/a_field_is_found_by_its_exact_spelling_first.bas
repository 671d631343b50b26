row = JSON PARSE "{\"Id\": 1, \"id\": 2}"
TALK row.id                      ' expect: 2
TALK row.Id                      ' expect: 1
