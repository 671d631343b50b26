' A riddle with three tries.
PARAM name AS STRING LIKE "Ana" DESCRIPTION "Who guesses"
DESCRIPTION "Plays a riddle with the guest."

ADD SUGGESTION "A map"
ADD SUGGESTION "A piano"
TALK "Here is one for you, ${name}: it has keys but opens no door. What is it?"
FOR try = 1 TO 3
  HEAR guess
  IF LCASE(guess) CONTAINS "piano" OR LCASE(guess) CONTAINS "keyboard" THEN
    TALK "Yes! You needed ${try} ${try = 1 ? "try" : "tries"}."
    RETURN true
  END IF
  IF try < 3 THEN TALK "No. Try again."
NEXT
TALK "It is a piano."
RETURN false
