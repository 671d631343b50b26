def kernel():
    def mix(a, b, c, d):
        return a + b - c + d

    total = 0
    for i in range(1, 1000001):
        total = mix(total, i, 3, 2)
    return total
