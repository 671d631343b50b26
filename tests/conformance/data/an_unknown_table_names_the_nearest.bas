SAVE "customers", {"name": "Ana"}
rows = FIND "custmers"           ' fault: GB7101 "customers"
