function kernel(n) {
  const items = [];
  let seed = 42;
  for (let i = 1; i <= n; i++) {
    seed = (seed * 3877 + 29573) % 139968;
    items.push(seed);
  }
  items.sort((a, b) => a - b);
  let total = 0;
  for (let i = 0; i < n; i++) {
    total = (total + items[i] * (i % 7)) % 1000003;
  }
  return total;
}
