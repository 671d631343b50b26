x = 4;
TALK x;
' expect: 4
