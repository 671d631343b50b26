name = "Ann"
age = 7
WITH person
  name = name
  next = age + 1
END WITH
TALK person                      ' expect: {"name": "Ann", "next": 8}
TALK name                        ' expect: Ann
