def kernel(n):
    prime = []
    for _ in range(n + 1):
        prime.append(True)
    i = 2
    while i * i <= n:
        if prime[i]:
            for j in range(i * i, n + 1, i):
                prime[j] = False
        i = i + 1
    found = 0
    for i in range(2, n + 1):
        if prime[i]:
            found = found + 1
    return found
