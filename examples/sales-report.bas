' Works on nested data: JSON text in, groups and totals, JSON out.

source = "{""region"": ""North"", ""sales"": [
  {""seller"": ""Ann"", ""items"": [{""qty"": 2, ""price"": 10}, {""qty"": 1, ""price"": 5.5}]},
  {""seller"": ""Bob"", ""items"": []},
  {""seller"": ""Ann"", ""items"": [{""qty"": 3, ""price"": 4}]},
  {""seller"": ""Eve"", ""items"": [{""qty"": 1, ""price"": 99}]}
]}"
data = JSON PARSE source

totals = {}
FOR EACH sale IN data.sales
  totals[sale.seller] = (totals[sale.seller] OR 0) + sale_total(sale)
NEXT

ranking = []
FOR EACH seller IN totals
  ranking.PUSH({"seller": seller, "total": totals[seller]})
NEXT
ranking = SORT ranking BY "total" DESC

TALK "Region ${data.region}"
place = 0
FOR EACH row IN ranking
  place = place + 1
  share = row.total / SUM(ranking, "total") * 100
  TALK "${place}. ${row.seller}: ${FORMAT(row.total, "#,##0.00")} (${FORMAT(share, "0.0")}%)"
NEXT

report.region = data.region
report.best = FIRST(ranking).seller
report.idle = []
FOR EACH row IN FILTER(ranking, "total = 0")
  report.idle.PUSH(row.seller)
NEXT
TALK FORMAT report AS JSON
RETURN report

FUNCTION sale_total(sale)
  sum = 0
  FOR EACH item IN sale.items
    sum = sum + item.qty * item.price
  NEXT
  RETURN sum
END FUNCTION
