TALK "a"                         ' expect: a
THROW "no stock"                 ' fault: GB6100 "no stock"
