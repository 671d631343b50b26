' only check
TALK TO "whatsapp:+15550100", "Hello"
