function* menu() {
  yield "1 orders, 2 returns, 3 prices, 0 leave";
}

function* dialog(n) {
  let orders = 0, returns = 0, prices = 0, other = 0, turn = 0;
  while (turn < n) {
    yield* menu();
    const answer = yield null;
    switch (answer) {
      case "1": case "orders":
        orders = orders + 1;
        yield "You have " + orders + " orders.";
        break;
      case "2": case "returns":
        returns = returns + 1;
        if (returns % 2 === 0) yield "Your return is on its way.";
        else yield "Please send it back.";
        break;
      case "3":
        prices = prices + turn;
        yield "It costs " + turn + " today.";
        break;
      default:
        other = other + 1;
        yield "I did not understand " + answer;
    }
    turn = turn + 1;
  }
  return orders * 1000 + returns * 100 + prices + other;
}

function kernel(n) {
  const program = dialog(n);
  let asked = 0, said = 0, answer = null;
  while (true) {
    const step = program.next(answer);
    answer = null;
    if (step.done) return step.value + said;
    if (step.value === null) {
      answer = String(asked % 5);
      asked = asked + 1;
    } else {
      said = said + step.value.length;
    }
  }
}
