def kernel(n):
    items = []
    seed = 42
    for _ in range(n):
        seed = (seed * 3877 + 29573) % 139968
        items.append(seed)
    items.sort()
    total = 0
    for i in range(n):
        total = (total + items[i] * (i % 7)) % 1000003
    return total
