' The copy of the customers, and what each run did.

TABLE customers
  id string(40) key
  name string(120)
  email string(200)
  city string(80)
  orders integer
  seen datetime
END TABLE

TABLE sync_runs
  id integer key
  at datetime
  read integer
  inserted integer
  updated integer
  error string(300)
END TABLE
