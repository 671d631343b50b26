TALK "start"                     ' expect: start
STEP 1: BOT "intake" "read it"   ' fault: GB7001
