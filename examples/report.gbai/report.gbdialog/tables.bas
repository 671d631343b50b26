' Sales, one row for each line of the till, and who gets the report.

TABLE sales
  number integer key
  day date
  region string(40)
  product string(80)
  quantity integer
  amount double(12,2)
END TABLE

TABLE readers
  id integer key
  email string(200) unique
END TABLE

CREATE INDEX sales_by_day ON sales(day)
