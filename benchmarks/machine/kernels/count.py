def kernel(n):
    counts = {}
    seed = 42
    for _ in range(n):
        seed = (seed * 3877 + 29573) % 139968
        word = "w" + str(seed % 1000)
        counts[word] = counts.get(word, 0) + 1
    most = 0
    for word in counts:
        if counts[word] > most:
            most = counts[word]
    return most * 10000 + len(counts)
