def kernel():
    s = ""
    for i in range(1, 100001):
        s = s + "x" + str(i % 10)
    found = len(s)
    for i in range(1, 100001):
        found = found + s.find("x7", i - 1) + 1
        if s[i - 1 : i + 1] == "x3":
            found = found + 1
    return found
