IF 1 THEN answer = HEAR ELSE TALK "no"
' input: yes
TALK answer                      ' expect: yes
