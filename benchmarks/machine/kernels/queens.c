static long place(long row, long size, char *columns, char *rising, char *falling) {
  if (row == size) return 1;
  long found = 0;
  for (long column = 0; column < size; column++) {
    if (!columns[column] && !rising[row + column] && !falling[row - column + size]) {
      columns[column] = rising[row + column] = falling[row - column + size] = 1;
      found += place(row + 1, size, columns, rising, falling);
      columns[column] = rising[row + column] = falling[row - column + size] = 0;
    }
  }
  return found;
}

static double kernel(long n) {
  char columns[64] = {0}, rising[64] = {0}, falling[64] = {0};
  return place(0, n, columns, rising, falling);
}
