TALK "x"
' error@+1: GB1011 "TABLE"
TABLE products
  id integer
