static long fib(long k) {
  if (k < 2) return k;
  return fib(k - 1) + fib(k - 2);
}

static double kernel(long n) {
  return fib(n);
}
