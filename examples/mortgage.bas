' Works out a loan: monthly payment, a table of the years, and how much sooner extra payments end it.

PARAM amount AS MONEY LIKE 200000 DESCRIPTION "Amount borrowed" DEFAULT 200000
PARAM rate AS NUMBER LIKE 6 DESCRIPTION "Interest per year in percent" DEFAULT 6
PARAM years AS INTEGER LIKE 5 DESCRIPTION "Years to pay back" DEFAULT 5
DESCRIPTION "Plans a loan with equal monthly payments."

monthly = rate / 100 / 12
months = years * 12
payment = monthly = 0 ? amount / months : amount * monthly / (1 - (1 + monthly) ^ -months)
TALK "Payment: " + FORMAT payment AS "#,##0.00"

balance = amount
paid_interest = 0
FOR year = 1 TO years
  FOR month = 1 TO 12
    interest = balance * monthly
    paid_interest = paid_interest + interest
    balance = balance + interest - payment
  NEXT month
  TALK "After year ${year}: ${FORMAT(ABS(ROUND(balance, 2)), "#,##0.00")}"
NEXT year
TALK "Interest in all: ${FORMAT(paid_interest, "#,##0")}"

TALK "With 500 more a month: ${months_to_pay(payment + 500)} instead of ${months} months."
RETURN ROUND(payment, 2)

FUNCTION months_to_pay(each)
  left_over = amount
  count = 0
  WHILE left_over > 0
    left_over = left_over * (1 + monthly) - each
    count = count + 1
  WEND
  RETURN count
END FUNCTION
