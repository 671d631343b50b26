' Mail.
SEND MAIL "ana@example.com", "Your order", "It is on its way."
SEND_MAIL "ana@example.com", "Your order", "It is on its way.", ["invoice.pdf"]
id = SEND MAIL to, subject, body
SEND EMAIL "ana@example.com", "Your order", "It is on its way."
SEND EMAIL "ana@example.com", "It is on its way."
SEND MAIL "ana@example.com", "It is on its way."
SEND MAIL "ana@example.com", "Your order", "
It is
on its way.
", ATTACHMENT "invoice.pdf"
SEND EMAIL "ana@example.com", "Your order", "It is on its way.", ATTACHMENT pdf
SEND MAIL "ana@example.com", "Your order", "It is on its way." USING "shop@example.com"
SEND EMAIL "ana@example.com", "Your order", "It is on its way." USING "shop@example.com"
SEND MAIL "ana@example.com", "Your order", "It is on its way.", pdf USING "shop@example.com"
SEND MAIL TO "ana@example.com" SUBJECT "Your order" BODY "It is on its way."
SEND EMAIL TO "ana@example.com" SUBJECT "Your order" BODY text ATTACHMENT pdf
SEND EMAIL TO customer.email WITH offer
SEND MAIL TO customer.email WITH offer
BEGIN MAIL customer.email
Subject: Your order ${number}

Hello ${name},
it's on its way.
END MAIL
BEGIN MAIL ana@example.com
Subject: Your order

It is on its way.
END MAIL
CREATE DRAFT "ana@example.com", "Your offer", text
id = CREATE_DRAFT "ana@example.com", "Your offer", text
CREATE_DRAFT text, "Your offer"
mails = GET_EMAILS("INBOX", "UNSEEN")
mails = GET_EMAILS("INBOX")
MARK_AS_READ mail
