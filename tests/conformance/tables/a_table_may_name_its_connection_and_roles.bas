TABLE contacts ON maria
  id integer key
  name string(max)
  unitPrice* double
END TABLE
TABLE secrets READ BY "admin;boss" WRITE BY "admin"
  id integer key
END TABLE
TALK "after"                     ' expect: after
