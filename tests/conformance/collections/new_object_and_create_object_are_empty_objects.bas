a = NEW OBJECT
b = CREATE OBJECT
a.x = 1
TALK a                           ' expect: {"x": 1}
TALK b                           ' expect: {}
