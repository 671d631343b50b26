zero = 0
TALK "before"                    ' expect: before
TALK 1 / zero                    ' fault: GB6002
TALK "never"
' ---
zero = 0.0
TALK 1.5 / zero                  ' fault: GB6002
' ---
zero = 0
TALK 1 \ zero                    ' fault: GB6002
