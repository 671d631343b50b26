PRINT "debug"                    ' log: debug
TALK "shown"                     ' expect: shown
