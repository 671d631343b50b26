' only check
INSERT INTO "orders"
VALUES {"id": 1,
        "x": 2}
INSERT INTO "orders" WITH id = 1
values = 5
TALK values + UBOUND(FIND "orders")
