TALK 7 / 2                       ' expect: 3.5
TALK 1 / 2                       ' expect: 0.5
done = 3
total = 4
TALK done / total * 100          ' expect: 75
