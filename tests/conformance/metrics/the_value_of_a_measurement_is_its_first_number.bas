RECORD METRIC "a" WITH city = "Porto", minutes = 34, stops = 2
RECORD METRIC "b" WITH stops = 2, value = 7
RECORD METRIC "c" WITH city = "Porto"
FOR EACH m IN FIND "metrics"
    TALK m.name + " " + m.value + " " + m.labels.city + " " + m.at
NEXT
' expect: a 34 Porto 2026-01-01 12:00:00
' expect: b 7  2026-01-01 12:00:00
' expect: c 1 Porto 2026-01-01 12:00:00
