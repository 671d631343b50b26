' nothing here runs: TALK "no"
   ' nor here
TALK "yes"                       ' expect: yes
