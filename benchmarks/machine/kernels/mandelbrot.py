def kernel(n):
    inside = 0
    half = n / 2
    for row in range(n):
        cy = row / half - 1
        for column in range(n):
            cx = column / half - 1.5
            x = 0.0
            y = 0.0
            k = 0
            while k < 50 and x * x + y * y <= 4:
                t = x * x - y * y + cx
                y = 2 * x * y + cy
                x = t
                k = k + 1
            inside = inside + k
    return inside
