' only check
ON EVENT "approval_received" DO
  TALK "approved"
END ON
ON FORM SUBMIT "contact"
  TALK fields.name
END ON
ON INSERT OF "orders"
  TALK "new order"
END ON
TALK "main"
