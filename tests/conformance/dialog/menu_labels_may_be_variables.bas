first = "Tea"
HEAR c AS first, "Bill: " + 5
' button: Tea
' button: Bill: 5
' input: bill
TALK c                           ' expect: Bill: 5
