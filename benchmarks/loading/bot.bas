' A bot of fifty lines as people write them: a small shop.
FUNCTION priceOf(product, amount)
  IF product = "tea" THEN
    RETURN amount * 2.5
  ELSEIF product = "coffee" THEN
    RETURN amount * 3.25
  ELSE
    RETURN amount
  END IF
END FUNCTION

FUNCTION discount(total)
  IF total > 50 THEN RETURN total * 0.1
  IF total > 20 THEN RETURN total * 0.05
  RETURN 0
END FUNCTION

SUB greet(name)
  TALK "Hello " + name + ", welcome to the shop."
  TALK "We have tea, coffee and sugar."
END SUB

customer = {"name": "Ana", "visits": 3, "city": "Lisbon"}
cart = [{"product": "tea", "amount": 2}, {"product": "coffee", "amount": 5}, {"product": "sugar", "amount": 1}]
sold = {}
total = 0
greet(customer.name)
FOR EACH item IN cart
  price = priceOf(item.product, item.amount)
  sold[item.product] = sold[item.product] + item.amount
  total = total + price
  TALK item.amount + " x " + item.product + ": " + price
NEXT
TALK "Together " + total
less = discount(total)
IF less > 0 THEN
  TALK "You save " + less
  total = total - less
ELSE
  TALK "No discount today."
END IF
customer.visits = customer.visits + 1
SELECT CASE customer.visits
  CASE 1
    TALK "This was your first visit."
  CASE 2, 3, 4
    TALK "It is good to see you again."
  CASE ELSE
    TALK "You are one of our oldest customers."
END SELECT
FOR i = 1 TO 3
  TALK "Step " + i + " of 3 to " + UCASE(customer.city)
NEXT
TALK "Please pay " + total + ". Sold: " + sold.tea + " tea, " + sold.coffee + " coffee."
RETURN total
