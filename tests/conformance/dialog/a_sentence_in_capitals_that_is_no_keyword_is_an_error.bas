TALK "ok"
SEND PIGEON "x"                  ' error: GB1 "SEND"
