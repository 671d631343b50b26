TALK "${2.0} ${true} ${[1, "a"]} ${DATEVALUE("2025-01-02")}"    ' expect: 2 true [1, "a"] 2025-01-02
