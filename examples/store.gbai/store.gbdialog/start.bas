' The shop's conversation.

IF COUNT(FIND "products") = 0 THEN CALL "load-catalogue.bas"
TALK "Welcome to ${shop_name}!"

menu:
cart = GET SESSION "cart"
HEAR wish AS "Look around", "Search", "Cart", "Check out", "Where is my order?", "Leave"
SELECT CASE wish
  CASE "Look around"
    CALL look_around
  CASE "Search"
    HEAR words WITH "What are you looking for?"
    found = CALL "find-products.bas", words
    CALL offer(found)
  CASE "Cart"
    CALL show_cart
  CASE "Check out"
    CALL check_out
  CASE "Where is my order?"
    CALL order_status
  CASE ELSE
    TALK "Goodbye. Come back soon!"
    EXIT
END SELECT
GOTO menu

SUB look_around
  categories = GROUP_BY(CALL "find-products.bas", "category")
  FOR EACH group IN categories
    ADD SUGGESTION group.key
  NEXT
  HEAR category WITH "Which shelf shall I show you?"
  found = CALL "find-products.bas", "", category
  CALL offer(found)
END SUB

SUB offer(found)
  IF NOT found THEN
    TALK "Nothing like that is here."
    EXIT SUB
  END IF
  FOR EACH product IN found
    TALK "${product.id}  ${product.name}: ${money(product.price)}"
  NEXT
  HEAR id AS INTEGER WITH "Which number would you like? 0 for none."
  IF id = 0 THEN EXIT SUB
  HEAR quantity AS INTEGER WITH "How many?" DEFAULT 1
  done = CALL "add-to-cart.bas", id, quantity
  TALK done.message
END SUB

SUB show_cart
  IF NOT cart THEN
    TALK "Your cart is empty."
    EXIT SUB
  END IF
  FOR EACH line IN cart
    TALK "${line.quantity} x ${line.name}: ${money(line.quantity * line.price)}"
  NEXT
  TALK "Sum: ${money(SUM(MAP(cart, "price * quantity")))}"
END SUB

SUB check_out
  CALL show_cart
  IF NOT cart THEN EXIT SUB
  HEAR sure AS BOOLEAN WITH "Do you want to order this?"
  IF NOT sure THEN EXIT SUB
  HEAR customer AS NAME WITH "What is your name?"
  HEAR email AS EMAIL WITH "Where may we send the invoice?"
  HEAR address WITH "Where shall we deliver?"
  done = CALL "place-order.bas", customer, email, address
  TALK done.message
  IF done.ok THEN TALK "Total with delivery: ${money(done.total)}. The invoice is in your mail."
END SUB

SUB order_status
  HEAR number WITH "What is the number of your order?"
  order = CALL "order-status.bas", number
  IF order IS NULL THEN
    TALK "I find no order ${number}."
    EXIT SUB
  END IF
  TALK "Order ${order.number} is ${order.status}: ${COUNT(order.lines)} products for ${money(order.total)}."
END SUB

FUNCTION money(amount)
  RETURN FORMAT(amount, "#,##0.00")
END FUNCTION
