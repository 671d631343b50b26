TALK "10" < "9"                  ' expect: true
TALK "b" > "abc"                 ' expect: true
TALK "Z" < "a"                   ' expect: true
TALK "2025-01-02" > "2024-12-31" ' expect: true
