FOR EACH a IN ["ana@gmail.com", "gmail.com", "Ana <ana@Yahoo.co.uk>", "ana@outlook.pt", "x@uol.com.br", "x@web.de"]
    TALK IS_PERSONAL_EMAIL(a)
NEXT
' expect: true
' expect: true
' expect: true
' expect: true
' expect: true
' expect: true
FOR EACH a IN ["ana@bakery.example", "ana@gmail.bakery.example.com", "gmail", "", "ana@live-bakery.com"]
    TALK IS_PERSONAL_EMAIL(a)
NEXT
' expect: false
' expect: false
' expect: false
' expect: false
' expect: false
