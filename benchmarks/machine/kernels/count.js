function kernel(n) {
  const counts = {};
  let seed = 42;
  for (let i = 1; i <= n; i++) {
    seed = (seed * 3877 + 29573) % 139968;
    const word = "w" + (seed % 1000);
    counts[word] = (counts[word] || 0) + 1;
  }
  let most = 0, size = 0;
  for (const word in counts) {
    if (counts[word] > most) most = counts[word];
    size = size + 1;
  }
  return most * 10000 + size;
}
