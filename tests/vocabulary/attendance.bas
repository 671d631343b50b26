' People who take over.
TRANSFER TO HUMAN
TRANSFER HUMAN
r = TRANSFER TO HUMAN "billing"
r = TRANSFER TO HUMAN "billing", "high"
r = TRANSFER TO HUMAN "billing", "high", "Wrong invoice"
waiting = GET QUEUE
waiting = GET QUEUE "waiting"
waiting = get_queue()
next_one = NEXT IN QUEUE
next_one = next_in_queue()
ASSIGN CONVERSATION session_id TO "att-3"
ASSIGN CONVERSATION session_id, "att-3"
RESOLVE CONVERSATION session_id
RESOLVE CONVERSATION session_id WITH "Corrected"
RESOLVE CONVERSATION session_id, "Corrected"
SET PRIORITY session_id TO "urgent"
SET PRIORITY session_id, "urgent"
people = GET ATTENDANTS
people = GET ATTENDANTS "online"
people = GET ATTENDANTS WITH STATUS "online"
s = GET ATTENDANT STATS "att-3"
TALK GET ATTENDANT STATUS "att-3"
SET ATTENDANT STATUS "att-3" TO "away"
SET ATTENDANT STATUS "att-3", "away"
TAG CONVERSATION session_id WITH "refund"
TAG CONVERSATION session_id, "refund"
ADD NOTE "Has called twice" TO session_id
ADD NOTE session_id, "Has called twice"
tips = GET TIPS session_id, message
tips = GET TIPS session_id message
better = POLISH MESSAGE "no refund"
better = POLISH MESSAGE "no refund" "friendly"
better = POLISH MESSAGE "no refund", "friendly"
replies = GET SMART REPLIES session_id
s = GET SUMMARY session_id
mood = ANALYZE SENTIMENT session_id, message
mood = ANALYZE SENTIMENT session_id message
mood = ANALYZE SENTIMENT message
past = GET CUSTOMER HISTORY user_id
NOTIFY AGENT "att-3" WITH "A customer waits"
NOTIFY ATTENDANT "att-3", "A customer waits"
NOTIFY AGENT "att-3", "A customer waits"
NOTIFY ATTENDANT "att-3" WITH "A customer waits"
ESCALATE TO SUPERVISOR
IF IS_ACTIVE(session_id) THEN TALK "Still there"
last_at = GET_LAST_MESSAGE_TIME(session_id)
