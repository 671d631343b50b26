function filled(size, factor) {
  const m = [];
  for (let i = 0; i < size; i++) {
    const line = [];
    for (let j = 0; j < size; j++) line.push((factor * (i - j) * (i + j)) / size);
    m.push(line);
  }
  return m;
}

function kernel(n) {
  const a = filled(n, 1), b = filled(n, 2), c = [];
  for (let i = 0; i < n; i++) {
    const left = a[i], line = [];
    for (let j = 0; j < n; j++) {
      let total = 0.0;
      for (let k = 0; k < n; k++) total = total + left[k] * b[k][j];
      line.push(total);
    }
    c.push(line);
  }
  return c[0][0] + c[1][n - 1] + c[n - 1][n - 2];
}
