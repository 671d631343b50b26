record = {"id": 7, "items": [1, 2]}
TALK record.id   ' expect: 7
TALK record.items[1]   ' expect: 2
record.id = record.id + 1
IF record.id = 8 AND record THEN
  TALK "kept ${record.id}"   ' expect: kept 8
END IF
other = record
TALK other.id   ' expect: 8
record = [3, 4]
TALK record[1]   ' expect: 4
record = 3
TALK record   ' expect: 3
sum = 1 + record
TALK record * 2 - sum   ' expect: 2
TALK MAX(record, 1)   ' expect: 3
