code = 42
TALK "
Your code is " + code + "
Thanks"
' expect:
' expect: Your code is 42
' expect: Thanks
