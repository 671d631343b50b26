def place(row, size, columns, rising, falling):
    if row == size:
        return 1
    found = 0
    for column in range(size):
        if not columns[column] and not rising[row + column] and not falling[row - column + size]:
            columns[column] = True
            rising[row + column] = True
            falling[row - column + size] = True
            found = found + place(row + 1, size, columns, rising, falling)
            columns[column] = False
            rising[row + column] = False
            falling[row - column + size] = False
    return found


def kernel(n):
    columns = [False] * (2 * n + 1)
    rising = [False] * (2 * n + 1)
    falling = [False] * (2 * n + 1)
    return place(0, n, columns, rising, falling)
