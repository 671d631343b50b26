' Several bots.
ADD BOT "billing" WITH TRIGGER "invoice, payment"
ADD BOT "billing" TRIGGER ON "invoice, payment"
ADD BOT "stock" WITH TOOLS "find-item,reserve-item"
ADD BOT "stock" TOOLS "find-item,reserve-item"
ADD BOT "reporter" WITH SCHEDULE "0 9 * * 1"
REMOVE BOT "billing"
bots = LIST BOTS
SET BOT PRIORITY "billing", 10
reply = DELEGATE "Find the invoice" TO BOT "billing"
reply = DELEGATE "Find the invoice" TO BOT "billing" TIMEOUT 60
DELEGATE TO "billing"
DELEGATE TO "billing" WITH CONTEXT order
BROADCAST "The order has changed" TO BOTS
BROADCAST MESSAGE "The order has changed"
TRANSFER CONVERSATION TO "billing"
TRANSFER CONVERSATION TO "billing" WITH order
DELEGATE CONVERSATION TO "billing"
SEND TO BOT "stock" MESSAGE "Item 7 is sold"
plan = COLLABORATE WITH "stock" ON "What can we deliver?"
reply = WAIT FOR BOT "stock" TIMEOUT 30
reply = WAIT FOR BOT "stock"
news = GET A2A MESSAGES()
news = GET A2A MESSAGES
BOT REFLECTION TRUE
BOT REFLECTION FALSE
BOT REFLECTION ON "clarity"
insights = BOT REFLECTION INSIGHTS()
SET BOT REFLECTION TRUE
insight = REFLECT ON "clarity"
insights = GET REFLECTION INSIGHTS()
CREATE SWARM "delivery" WITH BOTS ["stock", "transport"]
hits = SEARCH WEB "opening hours"
TALK SUMMARIZE MEETING room
SUMMARIZE MEETING
slides = CREATE PPT "Our sales"
room = CREATE MEETING "Weekly", people
