def build(depth):
    if depth == 0:
        return [None, None]
    return [build(depth - 1), build(depth - 1)]


def check(tree):
    if tree[0] is None:
        return 1
    return 1 + check(tree[0]) + check(tree[1])


def kernel(n):
    total = 0
    for _ in range(4):
        total = total + check(build(n))
    return total
