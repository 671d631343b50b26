values = [null, true, 5, 2.5, "text", [1], {"a": 1}, DATEVALUE("2025-01-02"), DATEVALUE("2025-01-02") + HOURS(3), DAYS(1)]
HEAR x                           ' input: go
FOR EACH v IN values
  kinds = kinds + TYPEOF(v) + " "
NEXT
TALK TRIM(kinds)                 ' expect: null boolean integer float string array object date datetime duration
TALK values[8]                   ' expect: 2025-01-02 03:00:00
