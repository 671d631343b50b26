order.lines[1].sku = "b"
TALK order.lines[1].sku          ' expect: b
TALK order.lines[0] IS NULL      ' expect: true
TALK UBOUND(order.lines)         ' expect: 2
