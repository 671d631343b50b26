' Tables.
rows = FIND "products"
rows = FIND products
rows = FIND "users.csv"
user = FIND_ONE "users.csv", "id=1"
rows = FIND "erp.Customers"
rows = FIND ".Customers"
rows = FIND "products", "id=" + id
rows = FIND "products", "price > 10 AND name LIKE '%shoe%' ORDER BY price LIMIT 5"
rows = FIND "products", "sku = ${sku}"
user = FIND "users", "email", email
rows = FIND "products" WHERE price > 10 AND NOT sold
rows = FIND ALL "products" WHERE name LIKE "%" + text + "%" ORDER BY price DESC, name LIMIT 10
row = FIND "products" WHERE id = id FIRST
rows = FIND "products" WHERE category IN ["a", "b"] OR category IS NULL
rows = FIND "products" ORDER BY price
rows = FIND "products" LIMIT 3
rows = FIND "products" WHERE price > 10 ON erp
rows = FIND "products" WITH "price > 10"
rows = FIND "products" ON erp
sales = SELECT region, SUM(total) AS amount FROM orders GROUP BY region
sales = SELECT o.id, c.name FROM orders o
    JOIN customers c ON c.id = o.customer
    WHERE o.total > 10
rows = SQL "SELECT * FROM products"
rows = QUERY "SELECT * FROM products WHERE id = ${id}"
rows = QUERY "erp", "SELECT * FROM products WHERE id = ${id}"
SAVE "leads", lead
id = SAVE "leads", {"name": "Ana"}
SAVE "leads", id, {"name": "Ana"}
SAVE "leads", name, email, NOW()
SAVE "leads" WITH name AS "Ana", email AS mail
SAVE "leads" lead
SAVE FROM UNSTRUCTURED "tickets", text
SAVE_FROM_UNSTRUCTURED "tickets", FORMAT order AS JSON
INSERT "visits", visit
done = INSERT "visits", {"page": "home"}
INSERT INTO "visits" VALUES {"page": "home"}
INSERT INTO "visits" VALUES visit
INSERT INTO "visits", page, user_name
INSERT INTO "visits" WITH page = "home", at = NOW()
done = INSERT INTO "visits" ON erp WITH page = "home"
UPDATE "orders", "status = 'new'", {"status": "seen"}
n = UPDATE "orders", id, changes
UPDATE "orders", id, "status", "paid"
UPDATE "orders", "id=7", status, paid_at
UPDATE "orders", "id=7", "status=paid"
UPDATE "orders" SET status = "paid", paid_at = NOW() WHERE id = order_id
UPDATE "orders" SET status = "paid"
n = UPDATE "orders" ON erp SET status = "paid" WHERE id = order_id
UPDATE "orders" WITH status AS "paid", paid_at AS NOW() WHERE id = order_id
SET "orders", "id=7", "status=paid"
DELETE "orders", "id=7"
n = DELETE "orders", "status = ${status}"
DELETE FROM "orders" WHERE status = "void" AND total < 1
DELETE FROM "orders"
DELETE "https://api.example.com/items/7"
DELETE "drafts/old.txt"
r = MERGE "products", items, "id"
MERGE "products" WITH items BY "id"
MERGE INTO "products" ON id = item_id WITH price = 7, name = "Shoe"
both = MERGE first_list, second_list
REPORT
RESET REPORT
SYNCHRONIZE "/contacts", "contacts", "id", "page", "limit"
SET PAGE MODE "auto"
DO WHILE CONTINUATION TOKEN
    more = GET "https://api.example.com/items"
LOOP
SET MAX LINES 500
BEGIN TRANSACTION
COMMIT
COMMIT TRANSACTION
ROLLBACK
ROLLBACK TRANSACTION
erp = CONNECT "erp"
hits = SEARCH "articles", "returns"
hits = SEARCH "articles", "returns", 5
names = AUTOCOMPLETE("customers", "mar", 10)
names = AUTOCOMPLETE("customers", "mar")
EXPORT "reports/orders.xlsx", rows
EXPORT TABLE "orders" TO "pdf" WITH TITLE "Orders"
EXPORT TABLE "orders" TO "pdf"
rows = IMPORT "contacts.csv"
