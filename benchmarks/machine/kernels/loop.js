function kernel(n) {
  let total = 0;
  for (let i = 1; i <= n; i++) {
    total = (total + i) % 1000003;
  }
  return total;
}
