ON ERROR RESUME NEXT
THROW "oops"
TALK ERROR MESSAGE               ' expect: oops
