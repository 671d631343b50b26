FOR EACH session IN ["x"]
    SEND TO session MESSAGE "hello" ' fault: GB7001 "messaging"
NEXT
