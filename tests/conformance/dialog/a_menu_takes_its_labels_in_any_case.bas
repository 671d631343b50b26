HEAR c AS "Red", "Green"
' button: Red
' button: Green
' input: green
TALK c                           ' expect: Green
