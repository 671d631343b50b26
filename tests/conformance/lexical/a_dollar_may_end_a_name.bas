key$ = "v"
TALK KEY$                        ' expect: v
TALK UCASE$("a") + LEFT$("bcd", 1)    ' expect: Ab
