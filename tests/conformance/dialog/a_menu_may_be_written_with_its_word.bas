HEAR c AS MENU "Red", "Green"
' button: Red
' button: Green
' input: red
TALK c                           ' expect: Red
