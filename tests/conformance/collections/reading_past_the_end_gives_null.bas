list = [1]
TALK list[5] IS NULL             ' expect: true
TALK list[-1] IS NULL            ' expect: true
TALK list[9].name IS NULL        ' expect: true
