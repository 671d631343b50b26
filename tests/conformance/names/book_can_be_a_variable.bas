book = {"id": 7, "items": [1, 2]}
TALK book.id   ' expect: 7
TALK book.items[1]   ' expect: 2
book.id = book.id + 1
IF book.id = 8 AND book THEN
  TALK "kept ${book.id}"   ' expect: kept 8
END IF
other = book
TALK other.id   ' expect: 8
book = [3, 4]
TALK book[1]   ' expect: 4
book = 3
TALK book   ' expect: 3
sum = 1 + book
TALK book * 2 - sum   ' expect: 2
TALK MAX(book, 1)   ' expect: 3
