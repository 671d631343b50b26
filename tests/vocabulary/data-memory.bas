' Lists and records in memory.
open = FILTER rows, "status = 'open' AND total > 10"
open = FILTER(rows, "stage!=Closed Won")
open = FILTER rows WHERE status = "open"
total = AGGREGATE "SUM", rows, "total"
total = AGGREGATE "orders", "SUM", "total"
total = AGGREGATE "orders", "COUNT", "id", "status = 'paid'"
total = AGGREGATE "orders", "SUM(total)", "status = 'paid'"
total = AGGREGATE "orders" SUM total
total = AGGREGATE "orders" SUM total WHERE status = "paid"
joined = JOIN orders, customers, "id"
table = PIVOT rows, "region", "total"
table = PIVOT rows, "region", "month", "total"
table = PIVOT rows, "region", "month", "total", "AVG"
groups = GROUP BY rows, "region"
groups = GROUP_BY rows, "region"
renamed = MAP rows, "name->title, id->key"
projected = MAP(rows, "name, id")
doubled = MAP(rows, "item.total * 2")
letters = FILL rows, template
FILL "contract.docx", customer TO "contracts/7.docx"
head = FIRST rows
head = FIRST(rows)
some = FIRST rows, 10
tail = LAST(rows)
tail = LAST rows
value = LAST(rows, "total")
s = SUM(rows, "total")
s = AVG(rows, "total")
s = MAX(rows, "total")
s = MIN(rows, "total")
s = COUNT(rows)
larger = MAX a, b
sorted_rows = SORT rows BY total DESC
sorted_rows = SORT rows BY "total" ASC
sorted_rows = SORT rows BY "total"
names = NEW ARRAY
APPEND names, "Ana"
PUSH names, "Rui"
names.PUSH("Eva")
order = CREATE OBJECT
order = NEW OBJECT
text = FORMAT 1234.5 AS "#,##0.00"
text = FORMAT order AS JSON
text = FORMAT GUID()
text = JSON(order)
text = TOJSON(order)
text = JSON_STRINGIFY(order)
text = CSV(rows)
text = XML(order)
book = EXCEL(rows)
text = TOYAML(order)
order = JSON PARSE text
order = PARSE_JSON(text)
order = JSON_PARSE(text)
value = JSON_GET(text, "items")
picture = CHART "bar", rows
picture = CREATE CHART "bar", rows
