' only check
ORCHESTRATE WORKFLOW "claims"
amount = 5
STEP 1: BOT "intake" "read the claim"
STEP 2: BOT "assess" "judge ${amount}"
IF amount > 3 THEN
  STEP 3: HUMAN APPROVAL FROM "boss@x.org"
    TIMEOUT 900
    ON TIMEOUT: REJECT ORDER
ELSE
  STEP 3: BOT "pay" "pay it"
END IF
STEP 4: PARALLEL
  BRANCH A: BOT "mail" "tell the customer"
  BRANCH B: BOT "log" "write it down"
END PARALLEL
PUBLISH EVENT "done"
