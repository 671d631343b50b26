def kernel(n):
    total = 0
    for i in range(1, n + 1):
        total = (total + i) % 1000003
    return total
