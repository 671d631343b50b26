HEAR size AS STRING DEFAULT "medium"
' input:
TALK size                        ' expect: medium
HEAR n AS INTEGER WITH "How many?" DEFAULT 1
' expect: How many?
' input:
TALK n + 1                       ' expect: 2
