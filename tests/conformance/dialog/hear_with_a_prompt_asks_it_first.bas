HEAR name WITH "Your name?"
' expect: Your name?
' input: Ann
HEAR age AS INTEGER WITH "Your age, " + name + "?"
' expect: Your age, Ann?
' input: 7
TALK name + age                  ' expect: Ann7
