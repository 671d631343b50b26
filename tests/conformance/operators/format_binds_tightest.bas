TALK "PO-" + FORMAT 7 AS "000" + "-" + FORMAT 12 AS "0000"    ' expect: PO-007-0012
n = 1234.5
TALK "R$ " + FORMAT n AS "#,##0.00" + "!"    ' expect: R$ 1,234.50!
