' A button or the model runs this: both specialists work at the same time.

DESCRIPTION "Reports how many orders and invoices are open."

ORCHESTRATE WORKFLOW "report"
STEP 1: PARALLEL
  BRANCH A: BOT "orders" "count what is open"
  BRANCH B: BOT "invoices" "count what is open"
END PARALLEL
TALK "Open: ${orders_open} orders, ${invoices_open} invoices."
