' Messages that leave the conversation.
SEND FILE "menu.pdf"
SEND FILE photo, "The front"
SEND FILE TO "+351912345678", "menu.pdf"
SEND FILE TO "+351912345678", "menu.pdf", "Our menu"
SEND SMS "+351912345678", "Your code is 1234"
SEND SMS "+351912345678", "Your code is 1234", "high"
SEND SMS "+351912345678", "Your code is 1234", "twilio", "urgent"
r = SEND_SMS phone, text
SMS "+351912345678", "Hello"
SEND SMS TO "+351912345678" WITH "Hello"
r = SEND TEMPLATE "welcome", "whatsapp", phone
SEND TEMPLATE "welcome", "whatsapp", phone, {"name": "Ana"}
SEND TEMPLATE phone, "order_ready", {"order": 7}
SEND TEMPLATE phone, "order_ready", first_name, order_number
SEND TEMPLATE TO phone, "order_ready"
SEND TEMPLATE TO phone, "order_ready", {"order": 7}
r = SEND_TEMPLATE_TO("order_ready", phones, "whatsapp")
r = SEND_TEMPLATE_TO("order_ready", phones, "whatsapp", {"order": 7})
r = SEND_TEMPLATE("order_ready", phone, "whatsapp", {"order": 7})
r = SEND_TEMPLATE("order_ready", phone, "whatsapp")
SEND_TEMPLATE "order_ready", phones, variables
r = BULK_SEND("order_ready", phones, "whatsapp", {"order": 7})
r = BULK_SEND("order_ready", phones, "whatsapp")
r = CREATE_TEMPLATE("order_ready", "whatsapp", "Hello {{name}}")
r = CREATE_TEMPLATE("order_ready", "mail", "Your order", "Hello {{name}}")
CREATE TEMPLATE "order_ready", "whatsapp", "Hello {{name}}"
t = GET_TEMPLATE("order_ready")
t = GET_TEMPLATE("order_ready", "mail")
all_templates = LIST_TEMPLATES()
PUBLISH
SEND WHATSAPP TO "+351912345678" WITH "Hello"
SEND WHATSAPP TO "+351912345678", "Hello"
SEND WHATSAPP "+351912345678", "Hello"
SEND INSTAGRAM TO "ana.shop", "Hello"
SEND INSTAGRAM TO "ana.shop" WITH "Hello"
SEND MEDIA TO "+351912345678", "photos/front.jpg"
SEND MEDIA TO "+351912345678", "photos/front.jpg", "The front"
SEND MEDIA TO "+351912345678" WITH "photos/front.jpg", "The front"
SEND TO "telegram:4711", "Hello"
BROADCAST "We open at ten." TO customers
SEND TO SESSION session_id, "Somebody will join you."
SEND TO session_id MESSAGE "Somebody will join you."
ADD MEMBER "ana@example.com", "sales"
ADD MEMBER "ana@example.com", "sales", "editor"
id = ADD_MEMBER "sales", "ana@example.com", "editor"
CREATE_TEAM "sales", "Sells things", members
REMOVE_MEMBER "sales", "ana@example.com"
people = LIST_MEMBERS "sales"
body_text = GET WHATSAPP MESSAGE BODY
sender = GET WHATSAPP SENDER NUMBER
message_id = GET WHATSAPP MESSAGE ID
sent_at = GET WHATSAPP MESSAGE TIMESTAMP
BOOK APPOINTMENT "Check-up", "tomorrow 14"
BOOK APPOINTMENT "Check-up", "tomorrow 14", 20
BOOK APPOINTMENT "Check-up" AT "tomorrow 14"
SEND HELP MENU TO sender
SEND TEAMS "support@example.com", "A ticket"
SEND TEAMS TO "support@example.com" WITH "A ticket"
SEND TELEGRAM "4711", "Hello"
SEND TELEGRAM TO "4711" WITH "Hello"
ON WHATSAPP MESSAGE RECEIVED
    TALK "A message"
END ON
