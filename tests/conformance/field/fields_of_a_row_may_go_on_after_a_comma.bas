' only check
PARAM id AS INTEGER
total = 5
UPDATE "orders" SET
   total = total, open = TRUE,
   changed = NOW()
WHERE id = id
UPDATE "orders" SET open = FALSE,
                    changed = NOW()
   WHERE id = id
INSERT INTO "orders" WITH
   total = total,
   open = TRUE
INSERT INTO "orders" VALUES
{
   "total": total
}
SAVE "orders" WITH total AS total,
   open AS TRUE
RECORD METRIC "orders" WITH total = total,
   open = 1
' ---
x = 1
TALK "a",                        ' error: GB3003
y = 2
TALK x + y
