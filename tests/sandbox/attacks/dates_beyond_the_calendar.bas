d = TODAY()
d = d + 1e18                            ' fault: GB6003
