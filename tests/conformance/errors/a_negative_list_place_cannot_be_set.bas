list = [1]
i = -1
list[i] = 2                      ' fault: GB6006
