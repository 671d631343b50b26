TALK TYPEOF(NOW)                 ' expect: datetime
TALK TYPEOF(today)               ' expect: date
TALK YEAR(NOW) = YEAR(TODAY())   ' expect: true
