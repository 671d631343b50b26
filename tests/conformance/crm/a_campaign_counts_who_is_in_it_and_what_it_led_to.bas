ADD TO CAMPAIGN "Ana@example.com", "summer"
ADD TO CAMPAIGN "ana@example.com", "summer"
ADD TO CAMPAIGN "rui@example.com", "winter"
TRACK CONVERSION "summer", "sent"
TRACK CONVERSION "summer", "order"
TRACK CONVERSION "summer", "order"
s = GET CAMPAIGN STATS "summer"
TALK s.contacts + " " + s.sent + " " + s.opened + " " + s.converted + " " + s.events.order
' expect: 1 1 0 2 2
ADD TO CAMPAIGN "nobody", "summer"
' fault@-1: GB7401 "ADD TO CAMPAIGN needs a mail address, not nobody"
