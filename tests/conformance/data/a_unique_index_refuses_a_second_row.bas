SAVE "users", {"mail": "a@x.org"}
CREATE UNIQUE INDEX idx_mail ON users(mail)
SAVE "users", {"mail": "a@x.org"}    ' fault: GB7103 "mail"
