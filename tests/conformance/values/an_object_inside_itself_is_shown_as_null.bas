a = {"x": 1}
a.me = a
TALK a                           ' expect: {"x": 1, "me": null}
