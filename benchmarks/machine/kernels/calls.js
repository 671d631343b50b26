function inner(a, b, c, d) {
  return (a + b * c + d) % 1000003;
}

function outer(a, b, c, d) {
  return inner(b, a, d, c) + 1;
}

function kernel(n) {
  let total = 0;
  for (let i = 1; i <= n; i++) total = outer(total, i, 3, 2);
  return total;
}
