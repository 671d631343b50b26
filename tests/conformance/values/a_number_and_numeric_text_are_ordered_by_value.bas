TALK "10" < 9                    ' expect: false
TALK "10" > 9                    ' expect: true
TALK 2 <= "2"                    ' expect: true
