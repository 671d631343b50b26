def filled(size, factor):
    m = []
    for i in range(size):
        line = []
        for j in range(size):
            line.append(factor * (i - j) * (i + j) / size)
        m.append(line)
    return m


def kernel(n):
    a = filled(n, 1)
    b = filled(n, 2)
    c = []
    for i in range(n):
        left = a[i]
        line = []
        for j in range(n):
            total = 0.0
            for k in range(n):
                total = total + left[k] * b[k][j]
            line.append(total)
        c.append(line)
    return c[0][0] + c[1][n - 1] + c[n - 1][n - 2]
