CALL "ask.bas"
TALK "back"
' input: Ann
' expect: Hi Ann
' expect: back
' --- ask.bas
HEAR name
TALK "Hi " + name
