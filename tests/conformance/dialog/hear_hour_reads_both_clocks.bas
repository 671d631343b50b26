HEAR a AS HOUR                   ' input: 14:30
HEAR b AS TIME                   ' input: 2:05 pm
TALK a + " " + b                 ' expect: 14:30 14:05
