id = SAVE "people" WITH
    name = "Ana",
    age = 30
TALK FIND("people", "id", id).name
' expect: Ana
INSERT INTO "people" WITH
    name = "Rui"
TALK UBOUND(FIND "people")
' expect: 2
x = POST "https://example.com/a" WITH ' fault: GB7001 "http"
    a = 1,
    b = 2
