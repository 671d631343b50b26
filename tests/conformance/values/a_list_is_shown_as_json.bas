TALK [1, 2.5, "a", null, true]   ' expect: [1, 2.5, "a", null, true]
TALK []                          ' expect: []
TALK [[1], [2, [3]]]             ' expect: [[1], [2, [3]]]
