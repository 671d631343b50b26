' Three ways to live with errors: TRY for a part that may fail, ON ERROR RESUME NEXT for lines that may, THROW for rules.

TALK "Paste readings, one a line. An empty line ends the list."
readings = []
bad = 0

DO
  HEAR line DEFAULT "end"
  IF line = "end" THEN EXIT DO
  TRY
    readings.PUSH(parse_reading(line))
  CATCH problem
    bad = bad + 1
    TALK "Skipped: ${problem.message}"
  END TRY
LOOP

CLEAR ERROR
ON ERROR RESUME NEXT
average = SUM(readings, "value") / UBOUND(readings)
IF ERROR THEN
  TALK "No average: ${ERROR MESSAGE}"
  CLEAR ERROR
ELSE
  TALK "Average of ${UBOUND(readings)}: ${average}"
END IF
ON ERROR GOTO 0

TALK "${bad} bad lines."

FUNCTION parse_reading(line)
  parts = SPLIT(line, ":")
  IF UBOUND(parts) <> 2 THEN THROW "'${line}' has no colon"
  value = TRIM(parts[1])
  IF NOT IS NUMERIC(value) THEN THROW "'${value}' is not a number"
  RETURN {"name": TRIM(parts[0]), "value": VAL(value)}
END FUNCTION
