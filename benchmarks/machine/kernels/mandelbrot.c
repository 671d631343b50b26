static double kernel(long n) {
  long inside = 0;
  double half = n / 2.0;
  for (long row = 0; row < n; row++) {
    double cy = row / half - 1;
    for (long column = 0; column < n; column++) {
      double cx = column / half - 1.5, x = 0, y = 0;
      long k = 0;
      while (k < 50 && x * x + y * y <= 4) {
        double t = x * x - y * y + cx;
        y = 2 * x * y + cy;
        x = t;
        k++;
      }
      inside += k;
    }
  }
  return inside;
}
