n = 5
n.size = 1                       ' fault: GB6006
