function grow(depth, number) {
  const node = {name: "node" + number, value: number % 100, kids: []};
  if (depth > 0) {
    for (let i = 1; i <= 4; i++) node.kids.push(grow(depth - 1, number * 4 + i));
  }
  return node;
}

function walk(node) {
  let total = node.value + node.name.length;
  for (const kid of node.kids) total = total + walk(kid);
  return total;
}

function kernel(n) {
  const tree = grow(n, 0);
  let total = 0;
  for (let turn = 1; turn <= 5; turn++) total = total + walk(tree);
  return total;
}
