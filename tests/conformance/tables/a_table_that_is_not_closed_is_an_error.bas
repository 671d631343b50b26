TALK "x"
' error@+1: GB "TABLE"
TABLE products
  id integer
