' An insurance claim: other bots work on it step by step, people decide when it is expensive, and the state outlives restarts.

PARAM claim_id AS STRING LIKE "C-1001" DESCRIPTION "Number of the claim"
PARAM amount AS NUMBER LIKE 1800 DESCRIPTION "Amount claimed"
DESCRIPTION "Handles an insurance claim from the first look to the payment."

ORCHESTRATE WORKFLOW "claim"

STEP 1: BOT "intake" "Read claim ${claim_id} and list what is missing."
STEP 2: BOT "assessor" "Judge the damage of claim ${claim_id}."

IF amount > 1000 THEN
  STEP 3: HUMAN APPROVAL FROM "claims-lead@example.com"
    TIMEOUT 86400
    ON TIMEOUT: ESCALATE TO "director@example.com"
ELSE
  STEP 3: BOT "assessor" "Approve claim ${claim_id}."
END IF

STEP 4: PARALLEL
  BRANCH A: BOT "accounts" "Pay claim ${claim_id}."
  BRANCH B: BOT "letters" "Write to the customer about claim ${claim_id}."
END PARALLEL

PUBLISH EVENT "claim_closed"
RETURN "Claim ${claim_id} is closed."
