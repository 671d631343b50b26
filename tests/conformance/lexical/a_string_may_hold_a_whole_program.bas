program = "
TALK ""hello""
' a comment
x = #{a: 1}
END IF"
TALK LEN(program) > 20           ' expect: true
