' Customers and leads.
s = SCORE LEAD lead
s = AI SCORE LEAD lead
s = GET LEAD SCORE lead.id
r = QUALIFY LEAD lead.id
r = QUALIFY LEAD lead.id, 80
UPDATE LEAD SCORE lead.id, 10
UPDATE LEAD SCORE lead.id, 10, "asked for an offer"
SET LEAD SCORE(lead.id, 90)
SET LEAD SCORE lead.id, 90
IF IS_QUALIFIED(lead.id, 70) THEN TALK "Call this one"
IF IS QUALIFIED(lead.id, 70) THEN TALK "Call this one"
LOG ACTIVITY lead.id, "lead", "call", "Wants an offer", username
id = CREATE LEAD name, email, phone, "website"
number = GENERATE_CASE_NUMBER()
agent = GET_NEXT_AVAILABLE_AGENT()
IF IS_PERSONAL_EMAIL(domain) THEN company = ""
IF IS_AUTOREPLY(headers) THEN TALK "A machine"
id = CREATE_TICKET("Printer broken")
id = CREATE_TICKET("Printer broken", "Second floor")
id = CREATE_TICKET("Printer broken", "Second floor", "high")
