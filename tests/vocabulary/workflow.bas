' Workflows.
ORCHESTRATE WORKFLOW "order"
STEP 1: BOT "stock" "reserve the items"
STEP 2: HUMAN APPROVAL FROM "manager@example.com"
    TIMEOUT 900 ' 15 min
    ON TIMEOUT: ESCALATE TO "director@example.com"
STEP 3: PARALLEL
    BRANCH A: BOT "transport" "plan the route"
    BRANCH B: BOT "billing" "write the invoice"
END PARALLEL
IF total > 1000 THEN
    STEP 4: BOT "fraud" "check the order"
END IF
ON EVENT "order_paid" DO
    TALK "Thank you!"
END ON
PUBLISH EVENT "order_paid"
PUBLISH EVENT "order_paid", order
PUBLISH EVENT "order_paid" WITH order
WAIT FOR EVENT "order_sent" TIMEOUT 3600
WAIT FOR EVENT "order_sent"
WAIT FOR RESPONSE AS reply TIMEOUT 60
WAIT FOR RESPONSE AS reply

WAIT FOR RESPONSE TIMEOUT 30
DELAY 60
TRIGGER "new_order", order
TRIGGER "new_order"
SCHEDULE IN 300 SECONDS DO
    TALK "Are you still there?"
END SCHEDULE
PLAN START
PLAN START "move the office"
AUTO TASK "Send every customer a note"
way = OPTION A OR B "How shall we ship?", "by road", "by air"
way = DECIDE "Which carrier?"
way = DECIDE "Which carrier?", ["Blue", "Green"]
ESCALATE
ESCALATE "The budget is not enough"
ESCALATE TO "director@example.com"
REQUIRE APPROVAL "This mail goes to many people"
impact = SIMULATE IMPACT "delete old orders"
check = CHECK CONSTRAINTS
check = CHECK CONSTRAINTS action
AUDIT LOG "Carrier Blue chosen"
PLAN END
