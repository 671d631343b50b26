t = STRING(4000000, 65018)
x = SLUGIFY(t)                          ' fault: GB6903
