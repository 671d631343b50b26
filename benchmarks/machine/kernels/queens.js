function place(row, size, columns, rising, falling) {
  if (row === size) return 1;
  let found = 0;
  for (let column = 0; column < size; column++) {
    if (!columns[column] && !rising[row + column] && !falling[row - column + size]) {
      columns[column] = true;
      rising[row + column] = true;
      falling[row - column + size] = true;
      found = found + place(row + 1, size, columns, rising, falling);
      columns[column] = false;
      rising[row + column] = false;
      falling[row - column + size] = false;
    }
  }
  return found;
}

function kernel(n) {
  const columns = [], rising = [], falling = [];
  for (let i = 0; i <= 2 * n; i++) {
    columns.push(false);
    rising.push(false);
    falling.push(false);
  }
  return place(0, n, columns, rising, falling);
}
