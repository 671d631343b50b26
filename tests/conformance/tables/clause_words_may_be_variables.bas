' only check
to = "a@b.co"
subject = "hi"
body = "text"
SEND MAIL to, subject, body
SEND EMAIL TO to SUBJECT subject BODY body
