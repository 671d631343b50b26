HEAR m AS EMAIL
' input: ann at home
' expect~: e-mail
' input: Ann@Example.ORG
TALK m                           ' expect: ann@example.org
