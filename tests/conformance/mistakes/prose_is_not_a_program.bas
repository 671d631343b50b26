This is a letter to my bot       ' error: GB1007
which is not a program at all    ' error: GB1007
