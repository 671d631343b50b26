def menu():
    yield "1 orders, 2 returns, 3 prices, 0 leave"


def dialog(n):
    orders = returns = prices = other = turn = 0
    while turn < n:
        yield from menu()
        answer = yield None
        if answer == "1" or answer == "orders":
            orders = orders + 1
            yield "You have " + str(orders) + " orders."
        elif answer == "2" or answer == "returns":
            returns = returns + 1
            if returns % 2 == 0:
                yield "Your return is on its way."
            else:
                yield "Please send it back."
        elif answer == "3":
            prices = prices + turn
            yield "It costs " + str(turn) + " today."
        else:
            other = other + 1
            yield "I did not understand " + answer
        turn = turn + 1
    return orders * 1000 + returns * 100 + prices + other


def kernel(n):
    program = dialog(n)
    asked = said = 0
    answer = None
    try:
        while True:
            request = program.send(answer)
            answer = None
            if request is None:
                answer = str(asked % 5)
                asked = asked + 1
            else:
                said = said + len(request)
    except StopIteration as end:
        return end.value + said
