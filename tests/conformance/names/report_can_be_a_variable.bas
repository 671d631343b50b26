report = {"id": 7, "items": [1, 2]}
TALK report.id   ' expect: 7
TALK report.items[1]   ' expect: 2
report.id = report.id + 1
IF report.id = 8 AND report THEN
  TALK "kept ${report.id}"   ' expect: kept 8
END IF
other = report
TALK other.id   ' expect: 8
report = [3, 4]
TALK report[1]   ' expect: 4
report = 3
TALK report   ' expect: 3
sum = 1 + report
TALK report * 2 - sum   ' expect: 2
TALK MAX(report, 1)   ' expect: 3
