FOR EACH fruit IN ["fig", "plum"]
  TALK fruit
NEXT
' expect: fig
' expect: plum
