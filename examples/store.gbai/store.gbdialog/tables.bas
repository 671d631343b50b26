' The tables of the shop. They are made when the bot is published.

TABLE products
  id integer key
  name string(120)
  category string(40)
  price double(10,2)
  stock integer
END TABLE

TABLE orders
  id integer key
  customer string(120)
  email string(200)
  address string(300)
  total double(10,2)
  status string(20)
  placed datetime
END TABLE

TABLE order_lines
  id integer key
  order_id references orders
  product_id references products
  name string(120)
  quantity integer
  price double(10,2)
END TABLE

CREATE INDEX order_lines_by_order ON order_lines(order_id)
