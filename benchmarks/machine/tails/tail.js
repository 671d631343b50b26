
function serve() {
  const fs = require("fs");
  if (process.argv.length > 2) {
    console.log(String(kernel(Number(process.argv[2]))));
    return;
  }
  const chunk = Buffer.alloc(64);
  let size = 0;
  for (;;) {
    const length = fs.readSync(0, chunk, 0, 64, null);
    if (length === 0) return;
    const [word, number] = chunk.toString("latin1", 0, length).trim().split(" ");
    if (word === "load") size = Number(number);
    const result = word === "run" ? kernel(size) : 0;
    fs.writeSync(1, String(result) + "\n");
  }
}

serve();
