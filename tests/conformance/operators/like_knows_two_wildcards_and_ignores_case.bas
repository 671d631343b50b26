TALK "Hello" LIKE "h%"           ' expect: true
TALK "Hello" LIKE "%LLO"         ' expect: true
TALK "cat" LIKE "c_t"            ' expect: true
TALK "coat" LIKE "c_t"           ' expect: false
TALK "a.c" LIKE "a.%"            ' expect: true
TALK "abc" LIKE "a.%"            ' expect: false
