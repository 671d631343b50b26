def inner(a, b, c, d):
    return (a + b * c + d) % 1000003


def outer(a, b, c, d):
    return inner(b, a, d, c) + 1


def kernel(n):
    total = 0
    for i in range(1, n + 1):
        total = outer(total, i, 3, 2)
    return total
