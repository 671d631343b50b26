name = "Ann"
FOR i = 1 TO 1
    BEGIN TALK
        Hello ${name},

          - one
        ${i} and
        bye
    END TALK
NEXT
' expect: Hello Ann,
' expect:
' expect:   - one
' expect: 1 and
' expect: bye
BEGIN TALK
  two
 one
END TALK
' expect:  two
' expect: one
BEGIN TALK

  after an empty line
END TALK
' expect:
' expect: after an empty line
