SUB SEND GREETING TO name, mood
  TALK "Hello " + name + ", " + mood
END SUB
SEND GREETING TO "Ann", "happy"  ' expect: Hello Ann, happy
