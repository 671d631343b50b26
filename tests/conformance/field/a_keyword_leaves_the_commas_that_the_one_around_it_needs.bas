SET SESSION "b", "place"
SET BOT MEMORY GET SESSION "b", "found"
TALK GET BOT MEMORY "place"      ' expect: found
SET SESSION GET SESSION "b", 5
TALK GET SESSION "place"         ' expect: 5
' ---
' only check
SEND MAIL GET "user.email", "Hi " + GET SESSION "name", LLM "Write a greeting"
saved = POST "https://example.com/orders/" + GET SESSION "id", {"open": TRUE}
UPDATE "orders", "id=" + GET SESSION "id", {"open": FALSE}
SEND SMS GET SESSION "phone", "Your code"
customer = FIND "customers", "id='" + GET SESSION session.id, "customer_id" + "'"
TALK saved.id + customer.name
