' The report of the month before, or of another one, as PDF to everybody who wants it.
PARAM month AS STRING LIKE "2025-05" DESCRIPTION "The month" OPTIONAL
SET SCHEDULE "0 7 1 * *"

IF NOT month THEN month = FORMAT(DATEADD(TODAY(), -1, "month"), "yyyy-MM")
last = FORMAT(DATEADD(month + "-01", -1, "month"), "yyyy-MM")
figures = CALL "sales-figures.bas", month
before = CALL "sales-figures.bas", last
products = CALL "sales-figures.bas", month, "product"
IF figures.count = 0 THEN
  LOG WARN "no sales in ${month}; nothing was sent"
  RETURN 0
END IF

WITH report
  firm = firm
  month = month
  count = figures.count
  total = FORMAT(figures.total, "#,##0.00")
  before = FORMAT(before.total, "#,##0.00")
  change = IIF(before.total = 0, "new", FORMAT(100 * (figures.total - before.total) / before.total, "+#,##0.0") + " %")
  best = FIRST(products.groups).name
  chart = CHART "bar", MAP(figures.groups, "name, amount"), "Sales of ${month} by region"
  regions = []
END WITH
FOR EACH group IN figures.groups
  report.regions.PUSH({"name": group.name, "count": group.count, "amount": FORMAT(group.amount, "#,##0.00"), "share": FORMAT(100 * group.amount / figures.total, "0.0") + " %"})
NEXT

pdf = GENERATE PDF "report.md", report, "reports/sales-${month}.pdf"
table = EXPORT "reports/sales-${month}.xlsx", figures.groups
readers = FIND "readers" ORDER BY email
FOR EACH reader IN readers
  SEND MAIL reader.email, "${firm}: sales of ${month}", "Good morning,

${report.total} in ${report.count} sales. The report is attached.", [pdf, table]
NEXT
RETURN COUNT(readers)
