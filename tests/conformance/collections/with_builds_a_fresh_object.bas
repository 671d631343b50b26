WITH person
  name = "Ann"
  .age = 5
END WITH
TALK person                      ' expect: {"name": "Ann", "age": 5}
WITH person
  name = "Bob"
END WITH
TALK person                      ' expect: {"name": "Bob"}
