TALK REPLACE("a")                ' error: GB3 "REPLACE"
TALK UCASE("a", "b")             ' error: GB3 "UCASE"
