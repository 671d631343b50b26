rows = [{"n": 1}, {"n": 2}]
TALK FIRST(rows).n               ' expect: 1
TALK rows.LAST().n               ' expect: 2
