function kernel(n) {
  const item = {name: "a", price: 2, stock: 5, sold: 0};
  for (let i = 1; i <= n; i++) {
    item.sold = item.sold + 1;
    item.stock = (item.stock + item.price) % 1000003;
  }
  return item.sold + item.stock;
}
