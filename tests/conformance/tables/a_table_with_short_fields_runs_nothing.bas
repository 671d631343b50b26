TABLE products
  Id integer key
  Name string(150)
  Price double(10,2)
  Owner references users
  Stock number
END TABLE
TALK "after"                     ' expect: after
