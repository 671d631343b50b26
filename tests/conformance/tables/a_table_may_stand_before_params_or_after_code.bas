TALK "code"                      ' expect: code
TABLE later
  id integer
END TABLE
