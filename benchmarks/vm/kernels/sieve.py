def kernel():
    prime = []
    for _ in range(1000000):
        prime.append(True)
    for i in range(2, 1001):
        if prime[i]:
            for j in range(i * i, 1000000, i):
                prime[j] = False
    found = 0
    for i in range(2, 1000000):
        if prime[i]:
            found = found + 1
    return found
