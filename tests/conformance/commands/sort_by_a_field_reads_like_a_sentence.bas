rows = [{"n": 2}, {"n": 10}, {"n": 1}]
sorted = SORT rows BY "n" DESC
TALK sorted[0].n                 ' expect: 10
sorted = SORT rows BY "n" ASC
TALK sorted[0].n                 ' expect: 1
TALK rows[0].n                   ' expect: 2
