TALK REPLACE("a")                ' error: GB3006 "REPLACE"
TALK UCASE("a", "b")             ' error: GB3006 "UCASE"
