' only check
STEP 1: BOT "fraud" "check the order"
IF fraud_score > 5 THEN
  STEP 2: BOT "sales" "decline ${fraud_reason}"
END IF
