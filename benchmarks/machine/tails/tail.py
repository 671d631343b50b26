# ruff: noqa: F821  (the kernel stands before this)


def serve():
    import sys

    if len(sys.argv) > 1:
        print(f"{kernel(int(sys.argv[1])):.17g}")
        return
    size = 0
    while True:
        word, _, number = sys.stdin.readline().partition(" ")
        if not word:
            return
        if word == "load":
            size = int(number)
        result = kernel(size) if word == "run\n" else 0
        sys.stdout.write(f"{result:.17g}\n")
        sys.stdout.flush()


serve()
