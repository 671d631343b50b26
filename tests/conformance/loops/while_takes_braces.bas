n = 0
while (n < 3) {
  n = n + 1
}
TALK n                           ' expect: 3
