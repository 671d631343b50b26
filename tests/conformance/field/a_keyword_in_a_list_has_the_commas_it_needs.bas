' only check
a = [{id: 1}]
both = [MERGE a, a]
found = [FIND "leads", "second"]
TALK both + UBOUND(MERGE a, a) + UBOUND(found)
