function kernel(n) {
  let inside = 0;
  const half = n / 2;
  for (let row = 0; row < n; row++) {
    const cy = row / half - 1;
    for (let column = 0; column < n; column++) {
      const cx = column / half - 1.5;
      let x = 0.0, y = 0.0, k = 0;
      while (k < 50 && x * x + y * y <= 4) {
        const t = x * x - y * y + cx;
        y = 2 * x * y + cy;
        x = t;
        k = k + 1;
      }
      inside = inside + k;
    }
  }
  return inside;
}
