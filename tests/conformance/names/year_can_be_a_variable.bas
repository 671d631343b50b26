year = {"id": 7, "items": [1, 2]}
TALK year.id   ' expect: 7
TALK year.items[1]   ' expect: 2
year.id = year.id + 1
IF year.id = 8 AND year THEN
  TALK "kept ${year.id}"   ' expect: kept 8
END IF
other = year
TALK other.id   ' expect: 8
year = [3, 4]
TALK year[1]   ' expect: 4
year = 3
TALK year   ' expect: 3
sum = 1 + year
TALK year * 2 - sum   ' expect: 2
TALK MAX(year, 1)   ' expect: 3
