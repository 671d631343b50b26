answer = "{\"tax\": {\"code\": \"A1\"}, \"n\": 3}"
TALK answer.tax.code             ' expect: A1
TALK answer.n                    ' expect: 3
fenced = "```json\n{\"ok\": true}\n```"
TALK fenced.ok                   ' expect: true
