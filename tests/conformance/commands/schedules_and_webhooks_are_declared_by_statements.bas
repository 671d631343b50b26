' only check
SET SCHEDULE "0 9 * * *"
SET SCHEDULE "0 9 * * 1", "report.bas"
WEBHOOK "orders"
USE WEBSITE "https://example.com" REFRESH "1d"
ADD TOOL "calculator"
USE KB "manuals"
