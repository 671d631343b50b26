userName = "ann"
TALK USERNAME + username         ' expect: annann
username = "bob"
TALK userName                    ' expect: bob
