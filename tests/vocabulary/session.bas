' Values of the conversation, its user and the configuration.
ALLOW ROLE "manager"
SET SESSION "cart", cart
SET SESSION session_id, "cart", cart
mail = GET SESSION "user_email"
mail = GET SESSION session_id, "user_email"
SET counter = 1
SET order.status = "open"
SET "session.cart", cart
SET "session.cart" = cart
SET USER user_id
SET_USER(user_id)
SET role, "manager"
SET CONFIG "greeting" TO "Hello"
SET CONFIG "greeting", "Hello"
greeting = GET CONFIG "greeting"
home = GET ENV "HOME"
TALK username + " " + user.id + " " + session.id + " " + channel
ip = GET_CLIENT_IP()
agent = GET_USER_AGENT()
IF IS_ADMIN(username) THEN TALK "Welcome back"
ok = IS ADMIN
digest = HASH("secret")
nonce = RANDOM_STRING(12)
key = GENERATE_ID()
packed = BASE64("text")
packed = BASE64_ENCODE("text")
ok = VERIFY_SIGNATURE(body, signature, key)
