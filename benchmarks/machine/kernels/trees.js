function build(depth) {
  if (depth === 0) return [null, null];
  return [build(depth - 1), build(depth - 1)];
}

function check(tree) {
  if (tree[0] === null) return 1;
  return 1 + check(tree[0]) + check(tree[1]);
}

function kernel(n) {
  let total = 0;
  for (let turn = 1; turn <= 4; turn++) total = total + check(build(n));
  return total;
}
