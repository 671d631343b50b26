TALK IS_AUTOREPLY({"Auto-Submitted": "auto-replied"})
' expect: true
TALK IS_AUTOREPLY({"auto_submitted": "no", "subject": "Offer"})
' expect: false
TALK IS_AUTOREPLY({"precedence": "bulk"})
' expect: true
TALK IS_AUTOREPLY({"from": "MAILER-DAEMON@mx.example"})
' expect: true
TALK IS_AUTOREPLY({"From": "ana@example.com", "Subject": "Out of office: back on Monday"})
' expect: true
TALK IS_AUTOREPLY([{"name": "X-Autoreply", "value": "yes"}])
' expect: true
TALK IS_AUTOREPLY("Subject: Re: Offer" + CHR(10) + "Return-Path: <>" + CHR(10) + CHR(10) + "Hi")
' expect: true
TALK IS_AUTOREPLY("Subject: Re: Offer" + CHR(10) + "From: ana@example.com" + CHR(10) + CHR(10) + "Precedence: bulk")
' expect: false
TALK IS_AUTOREPLY("")
' expect: false
