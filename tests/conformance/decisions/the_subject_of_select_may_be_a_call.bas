answer = "Yes"
SELECT CASE UCASE(answer)
  CASE "YES"
    TALK "ok"                    ' expect: ok
END SELECT
