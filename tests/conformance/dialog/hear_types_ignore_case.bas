hear n as integer                ' input: 4
TALK n + 1                       ' expect: 5
