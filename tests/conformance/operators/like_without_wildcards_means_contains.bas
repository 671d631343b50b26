TALK "hello" LIKE "ELL"          ' expect: true
TALK "hello" LIKE "xyz"          ' expect: false
