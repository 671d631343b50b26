name = "Ann"
BEGIN TALK
Hello ${name},

  - it's 5 o'clock # not a comment
' this is text as well
END TALK
' expect: Hello Ann,
' expect:
' expect:   - it's 5 o'clock # not a comment
' expect: ' this is text as well
