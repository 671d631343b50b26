price = 4
TALK "${price * 2 + 1}"          ' expect: 9
TALK "${price > 3 ? "dear" : "cheap"}"   ' expect: dear
TALK "${{"a": 5}.a}"             ' expect: 5
TALK "${price}${price}"          ' expect: 44
