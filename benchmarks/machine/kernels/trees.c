struct tree {
  struct tree *left, *right;
};

static struct tree *build(long depth) {
  struct tree *tree = calloc(1, sizeof *tree);
  if (depth > 0) {
    tree->left = build(depth - 1);
    tree->right = build(depth - 1);
  }
  return tree;
}

static long check_and_free(struct tree *tree) {
  long count = 1;
  if (tree->left) count += check_and_free(tree->left) + check_and_free(tree->right);
  free(tree);
  return count;
}

static double kernel(long n) {
  long total = 0;
  for (int turn = 0; turn < 4; turn++) total += check_and_free(build(n));
  return total;
}
