TALK "ok"
SEND PIGEON "x"                  ' error: GB1007 "SEND PIGEON"
