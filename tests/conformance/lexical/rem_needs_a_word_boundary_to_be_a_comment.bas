REM TALK "no"
REM
rem SET SCHEDULE "0 9 * * *"
remark = 5
TALK remark                      ' expect: 5
reminder.text = "kept"
TALK reminder.text               ' expect: kept
