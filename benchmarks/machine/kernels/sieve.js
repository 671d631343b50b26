function kernel(n) {
  const prime = [];
  for (let i = 0; i <= n; i++) prime.push(true);
  for (let i = 2; i * i <= n; i++) {
    if (prime[i]) {
      for (let j = i * i; j <= n; j += i) prime[j] = false;
    }
  }
  let found = 0;
  for (let i = 2; i <= n; i++) {
    if (prime[i]) found = found + 1;
  }
  return found;
}
