static double kernel(long n) {
  long total = 0;
  for (long i = 1; i <= n; i++) total = (total + i) % 1000003;
  return total;
}
