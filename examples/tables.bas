' Tables of a small library. Publishing the bot creates them; running this file does nothing.

TABLE books
  id integer key
  title string(200)
  author string(120)
  shelf string(10)
  price double(10,2)
  owner references members
END TABLE

TABLE members READ BY "librarian" WRITE BY "librarian"
  FIELD id AS INTEGER
  FIELD name AS STRING
  FIELD email AS EMAIL
  FIELD joined AS DATE
  FIELD active AS BOOLEAN
END TABLE

TABLE loans
  id UUID PRIMARY KEY,
  book_id INTEGER NOT NULL REFERENCES books(id),
  member_id INTEGER NOT NULL REFERENCES members(id),
  due DATE NOT NULL,
  returned DATE,
  CHECK (due > '2020-01-01'),
  UNIQUE(book_id, returned)
END TABLE

CREATE INDEX loans_by_member ON loans(member_id, due)
