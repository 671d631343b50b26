# TALK "no"
  # it's not code either
TALK "yes"                       ' expect: yes
