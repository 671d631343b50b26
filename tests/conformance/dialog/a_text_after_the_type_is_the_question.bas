HEAR mail AS EMAIL "Your e-mail?"
' expect: Your e-mail?
' input: Ann@X.org
TALK mail                        ' expect: ann@x.org
