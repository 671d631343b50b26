def kernel(n):
    s = ""
    for i in range(1, n + 1):
        s += "x" + str(i % 10)
    return len(s)
