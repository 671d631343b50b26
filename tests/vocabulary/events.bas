' What starts a program by itself.
SET SCHEDULE "0 9 * * 1-5"
SET SCHEDULE "every monday at 9"
SET SCHEDULE every 1 hour
SET SCHEDULE "0 9 * * *", "report.bas"
SET SCHEDULE "0 9 * * *" "report.bas"
SET SCHEDULE DATEADD(TODAY(), 1, "day"), "remind.bas"
SET SCHEDULE "0 9 * * *" DATEADD(TODAY(), 1, "day"), "remind.bas"
SET SCHEDULE "0 9 * * *" "jobs.bas" "daily"
SET SCHEDULER "reminder", "09:00", "remind.bas", order
SET SCHEDULER "reminder", "09:00", "remind.bas"
SET SCHEDULE "reminder", "0 9 * * *"
SET SCHEDULE "reminder" TO "0 9 * * *"
WEBHOOK "order-paid"
ON INSERT OF "orders"
ON UPDATE OF "orders"
ON DELETE OF "orders"
ON "orders", "INSERT,UPDATE"
ON "payment_received" CALL handle_payment
ON MESSAGE
    TALK "A message"
END ON
ON FILE UPLOAD
    TALK "A file"
END ON
ON INCOMING CALL
    TALK "A call"
END ON
ON EMAIL "shop@example.com" FROM "ana@example.com" SUBJECT "order"
    mail = GET LAST "email_received_events"
END ON
ON EMAIL "shop@example.com"
    TALK event.subject
END ON
ON CHANGE "inbox" EVENTS "create, delete"
    TALK event.file_name
END ON
ON CHANGE "inbox"
    TALK event.file_name
END ON
ON FORM SUBMIT "contact"
    TALK fields.name
END ON
check = VALIDATE_FORM(fields)
check = VALIDATE_FORM(fields, {"email": "required,email"})
REGISTER_FORM_HANDLER "contact", "on-contact.bas"
IF IS_FORM_SUBMISSION() THEN TALK "Thank you"
id = GET_SUBMISSION_ID()
id = SAVE_SUBMISSION("contact", fields)
entries = GET_SUBMISSIONS("contact")
entries = GET_SUBMISSIONS("contact", 20)
FORM_ERROR "email", "This address does not exist."
ON WEBHOOK POST TO "/hooks/paid" DO
    order = GET REQUEST BODY
    email = GET FORM VALUE "email"
    order = PARSE JSON order
    price = GET JSON PATH order, "items.0.price"
    SET RESPONSE HEADER "Cache-Control" TO "no-store"
    SET RESPONSE STATUS TO 201
    SPAWN "report.bas"
    SPAWN "report.bas", order
END WEBHOOK
SUB handle_payment
    TALK "Paid"
END SUB
