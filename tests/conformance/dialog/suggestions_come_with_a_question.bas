ADD SUGGESTION "yes"
HEAR x
' button: yes
' input: yes
TALK x                           ' expect: yes
