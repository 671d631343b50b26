LOG ACTIVITY 7, "case", "call", "Wants an offer", "rui@example.com"
LOG ACTIVITY 7, "case", "mail", "Offer sent", {"name": "Rui", "email": "rui@example.com"}
FOR EACH a IN FIND "activities" WHERE record = 7 ORDER BY id
    TALK a.action + " by " + a.user + " on " + a.created + ": " + a.description
NEXT
' expect: call by rui@example.com on 2026-01-01 12:00:00: Wants an offer
' expect: mail by rui@example.com on 2026-01-01 12:00:00: Offer sent
