static double **filled(long size, long factor) {
  double **m = malloc(size * sizeof *m);
  for (long i = 0; i < size; i++) {
    m[i] = malloc(size * sizeof **m);
    for (long j = 0; j < size; j++) m[i][j] = factor * (i - j) * (i + j) / (double)size;
  }
  return m;
}

static void drop(double **m, long size) {
  for (long i = 0; i < size; i++) free(m[i]);
  free(m);
}

static double kernel(long n) {
  double **a = filled(n, 1), **b = filled(n, 2), **c = filled(n, 0);
  for (long i = 0; i < n; i++) {
    for (long j = 0; j < n; j++) {
      double total = 0;
      for (long k = 0; k < n; k++) total = total + a[i][k] * b[k][j];
      c[i][j] = total;
    }
  }
  double result = c[0][0] + c[1][n - 1] + c[n - 1][n - 2];
  drop(a, n);
  drop(b, n);
  drop(c, n);
  return result;
}
