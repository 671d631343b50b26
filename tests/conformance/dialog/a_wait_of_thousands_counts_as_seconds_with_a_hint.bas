WAIT 3000
TALK "on"                        ' expect: on
' log: WAIT 3000: the number is seconds, at most 300; 300 are waited
