def kernel(n):
    line = ""
    for i in range(1, 101):
        line = line + "item" + str(i) + ","
    total = 0
    for _ in range(n):
        parts = line.split(",")
        for part in parts:
            total = total + len(part)
        total = total + len("; ".join(parts))
    return total
