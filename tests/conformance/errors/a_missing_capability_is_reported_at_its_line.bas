TALK "one"                       ' expect: one
rows = FIND "customers"          ' fault: GB7001 "FIND"
