HEAR c AS "Red", "Green"
' button: Red
' button: Green
' input: 2
TALK c                           ' expect: Green
