WITH parts
  .1 = "one"
  .2 = "two"
END WITH
TALK parts                       ' expect: {"1": "one", "2": "two"}
