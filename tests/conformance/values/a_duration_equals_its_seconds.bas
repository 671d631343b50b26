TALK MINUTES(2) = 120            ' expect: true
TALK HOURS(1) > MINUTES(59)      ' expect: true
