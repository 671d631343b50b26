HEAR person.name                 ' input: Ann
HEAR answers[0]                  ' input: yes
TALK person.name + answers[0]    ' expect: Annyes
