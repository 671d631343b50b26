sales = [{"city": "A", "n": 2}, {"city": "B", "n": 5}, {"city": "A", "n": 4}]
g = GROUP BY sales, "city", "SUM(n) AS total, max(n), COUNT(*) AS rows, AVG( n ) AS mean"
TALK g[0].key + " " + g[0].total + " " + g[0].max_n + " " + g[0].rows + " " + g[0].mean
' expect: A 6 4 2 3
TALK g[1].key + " " + g[1].total + " " + g[1].count
' expect: B 5 1
g = GROUP_BY(sales, "city", "SUM(n)")
TALK g[0].sum_n
' expect: 6
' ---
sales = [{"city": "A", "n": 2}]
g = GROUP BY sales, "city", "SUM n"    ' fault: GB6004 "SUM n"
' ---
sales = [{"city": "A", "n": 2}]
g = GROUP BY sales, "city", "SUM(*)"    ' fault: GB6004 "SUM"
