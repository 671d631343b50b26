' The desk greets and knows who knows: two specialists answer in the same conversation.

ADD BOT "orders" WITH TRIGGER "order, parcel, delivery"
ADD BOT "invoices" WITH TRIGGER "invoice, payment, refund"

TALK "Hello! Ask me about an order or an invoice."
