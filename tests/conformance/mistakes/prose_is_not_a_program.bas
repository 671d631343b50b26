This is a letter to my bot       ' error: GB1
which is not a program at all    ' error: GB1
