' A SUB with a name of several words is a keyword in every file of the program.
INCLUDE "greetings.bas"
GREET WARMLY "Ana"                          ' expect: A warm hello, Ana!
GREET TWICE "Bo"                            ' expect: A warm hello, Bo!
                                            ' expect: A warm hello, Bo!
SUB GREET TWICE who$
  GREET WARMLY who$
  GREET WARMLY who$
END SUB
' --- greetings.bas
INCLUDE "more.bas"
' --- more.bas
SUB GREET WARMLY name$
  TALK "A warm hello, " + name$ + "!"
END SUB
