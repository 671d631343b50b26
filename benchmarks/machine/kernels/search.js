function kernel(n) {
  let s = "";
  for (let i = 0; i < 1000; i++) s = s + String.fromCharCode(97 + (i * 7) % 26);
  let found = 0;
  for (let i = 1; i <= n; i++) {
    const at = i % 990;
    found = found + s.indexOf("hov", at) + 1;
    if (s.substring(at, at + 3).toUpperCase() === "HOV") found = found + 1;
  }
  return found;
}
