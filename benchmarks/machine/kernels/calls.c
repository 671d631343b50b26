static __attribute__((noinline)) long inner(long a, long b, long c, long d) {
  return (a + b * c + d) % 1000003;
}

static __attribute__((noinline)) long outer(long a, long b, long c, long d) {
  return inner(b, a, d, c) + 1;
}

static double kernel(long n) {
  long total = 0;
  for (long i = 1; i <= n; i++) total = outer(total, i, 3, 2);
  return total;
}
