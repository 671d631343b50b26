static int by_value(const void *a, const void *b) {
  long x = *(const long *)a, y = *(const long *)b;
  return (x > y) - (x < y);
}

static double kernel(long n) {
  long *items = malloc(n * sizeof *items), seed = 42, total = 0;
  for (long i = 0; i < n; i++) {
    seed = (seed * 3877 + 29573) % 139968;
    items[i] = seed;
  }
  qsort(items, n, sizeof *items, by_value);
  for (long i = 0; i < n; i++) total = (total + items[i] * (i % 7)) % 1000003;
  free(items);
  return total;
}
