SAVE "articles", [{"title": "Return policy", "body": "thirty days"}, {"title": "Shipping", "body": "Two days. 100%"}]
hits = SEARCH "articles", "POLICY days"
TALK COUNT(hits) + " " + hits.title    ' expect: 1 Return policy
hits = SEARCH "articles", "%"
TALK COUNT(hits)                 ' expect: 1
names = AUTOCOMPLETE("articles", "ship", 10)
TALK COUNT(names) + " " + names.title    ' expect: 1 Shipping
