SAVE "orders", [{"id": 1, "status": "new"}, {"id": 2, "status": "new"}, {"id": 3, "status": "paid"}]
n = UPDATE "orders", "status = 'new'", {"status": "seen"}
TALK n                           ' expect: 2
id = 3
n = UPDATE "orders", id, "status", "sent"
TALK n                           ' expect: 1
status = "closed"
UPDATE "orders", "id=1", status
UPDATE "orders", "id=2", "status=lost, note='a, b'"
n = SET "orders", "id=3", "status=${status}!"
TALK n                           ' expect: 1
rows = FIND "orders" ORDER BY id
TALK rows[0].status + " " + rows[1].status + " " + rows[1].note + " " + rows[2].status    ' expect: closed lost a, b closed!
