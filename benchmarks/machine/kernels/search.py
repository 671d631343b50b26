def kernel(n):
    s = ""
    for i in range(1000):
        s = s + chr(97 + i * 7 % 26)
    found = 0
    for i in range(1, n + 1):
        at = i % 990
        found = found + s.find("hov", at) + 1
        if s[at : at + 3].upper() == "HOV":
            found = found + 1
    return found
