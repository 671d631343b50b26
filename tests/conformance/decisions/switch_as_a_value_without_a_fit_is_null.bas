label = SWITCH 9
  CASE 1 : "one"
END SWITCH
TALK label IS NULL               ' expect: true
