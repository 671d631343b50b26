begin talk
hello
   end talk
' expect: hello
TALK "after"                     ' expect: after
