TABLE users
  id integer key
  mail string unique
END TABLE
INSERT "users", {"mail": "a@x.org"}
done = INSERT "users", {"mail": "a@x.org"}
TALK done.success                ' expect: false
TALK done.error                  ' expect~: mail
