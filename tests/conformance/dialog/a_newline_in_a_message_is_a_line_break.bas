TALK "a\nb"
' expect: a
' expect: b
