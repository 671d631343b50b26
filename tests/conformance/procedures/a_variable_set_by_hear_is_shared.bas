SUB reply
  TALK "Hello " + name           ' expect: Hello Ann
END SUB
HEAR name                        ' input: Ann
CALL reply
