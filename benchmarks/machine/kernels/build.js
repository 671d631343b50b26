function kernel(n) {
  let s = "";
  for (let i = 1; i <= n; i++) s = s + "x" + (i % 10);
  return s.length;
}
