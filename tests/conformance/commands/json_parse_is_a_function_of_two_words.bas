text = "{\"a\": [1, 2]}"
data = JSON PARSE text
TALK data.a[1]                   ' expect: 2
