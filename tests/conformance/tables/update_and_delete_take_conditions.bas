' only check
id = 5
UPDATE "users" SET name = "x", age = 3 + id
  WHERE id = id
UPDATE "users" WITH name AS "x" WHERE id = id
DELETE FROM "users" WHERE id = id AND name CONTAINS "x"
INSERT INTO "users" VALUES {
  "id": id,
  name: "y"
}
SAVE "users", {"id": id}
new_id = SAVE "users", {"id": id}
TALK new_id
