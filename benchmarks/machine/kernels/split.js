function kernel(n) {
  let line = "";
  for (let i = 1; i <= 100; i++) line = line + "item" + i + ",";
  let total = 0;
  for (let turn = 1; turn <= n; turn++) {
    const parts = line.split(",");
    for (const part of parts) total = total + part.length;
    total = total + parts.join("; ").length;
  }
  return total;
}
