PARAM month AS STRING LIKE "2025-05" DESCRIPTION "The month, as year and month"
PARAM by AS "region", "product" DESCRIPTION "What to group by" DEFAULT "region"
DESCRIPTION "Totals of a month, the largest first."

IF NOT ISDATE(month + "-01") THEN THROW "${month} is no month; write it as 2025-05."
first = DATEVALUE(month + "-01")
sales = FIND "sales" WHERE day >= first AND day < DATEADD(first, 1, "month")

groups = []
FOR EACH group IN GROUP_BY(sales, by)
  groups.PUSH({"name": group.key, "count": group.count, "amount": ROUND(SUM(group.items, "amount"), 2)})
NEXT
RETURN WITH month AS month, count AS COUNT(sales), total AS ROUND(SUM(sales, "amount"), 2), groups AS SORT(groups, "amount", "desc")
