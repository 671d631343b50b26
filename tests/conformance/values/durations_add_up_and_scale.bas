gap = DAYS(1) + HOURS(12)
TALK gap.hours                   ' expect: 36
half = gap / 2
TALK half.hours                  ' expect: 18
twice = gap * 2
TALK twice.days                  ' expect: 3
