TABLE leads
  id integer key
  name string
  email string
  stage string
END TABLE
name = "Ana"
person = {"email": "ana@example.com"}
SAVE "leads", name, person.email, "new" & ""
row = FIND "leads" FIRST
TALK row.name + " " + row.email + " " + row.stage    ' expect: Ana ana@example.com new
SAVE "leads", "Eva"
row = FIND "leads", "id = 2"
TALK row.name                    ' expect: Eva
