where = "a=1"
' only check
rows = FIND "orders", where
data = [1]
TALK data + rows
