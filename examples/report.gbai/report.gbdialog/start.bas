' Questions about sales.

IF NOT (FIND "sales" LIMIT 1) THEN CALL "import-sales.bas"
TALK "Sales of ${firm}. Ask me for a month."

DO
  HEAR task AS "By region", "By product", "Subscribe", "Send a report", "Done"
  SELECT CASE task
    CASE "By region", "By product"
      HEAR month WITH "Which month? (2025-05)"
      CALL show_figures(month, IIF(task = "By region", "region", "product"))
    CASE "Subscribe"
      HEAR email AS EMAIL WITH "Where shall the report go?"
      MERGE "readers" WITH [{"email": email}] BY "email"
      TALK "${email} gets the report from now on."
    CASE "Send a report"
      HEAR month WITH "Which month? (2025-05)"
      sent = CALL "monthly-report.bas", month
      TALK "The report went to ${sent} readers."
  END SELECT
LOOP UNTIL task = "Done"
TALK "Bye."

SUB show_figures(month, by)
  TRY
    figures = CALL "sales-figures.bas", month, by
  CATCH e
    TALK e.message
    EXIT SUB
  END TRY
  IF figures.count = 0 THEN
    TALK "There were no sales in ${month}."
    EXIT SUB
  END IF
  TALK TABLE figures.groups
  TALK "${month}: ${FORMAT(figures.total, "#,##0.00")}"
END SUB
