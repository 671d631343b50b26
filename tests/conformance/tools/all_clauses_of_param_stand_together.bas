PARAM email AS EMAIL LIKE "a@b.co" DESCRIPTION "where to write" REQUIRED
PARAM age AS INTEGER LIKE 30, 40 DESCRIPTION "years" OPTIONAL
DESCRIPTION "signs up"
RETURN email + " " + age
' param: email="ann@x.org"
' result: "ann@x.org "
