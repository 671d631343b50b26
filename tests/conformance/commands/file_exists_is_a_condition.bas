' only check
p = "a.txt"
IF FILE EXISTS (p) THEN TALK "yes"
