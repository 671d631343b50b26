x = 2
IF x = 1 {
  TALK "one"
} ELSE IF x = 2 {
  TALK "two"                     ' expect: two
} ELSE {
  TALK "many"
}
if (x == 3) {
  TALK "three"
} else {
  TALK "not three"               ' expect: not three
}
