' only check
name = "Ann"
SCHEDULE IN 300 SECONDS DO
  TALK "Still there, " + name + "?"
END SCHEDULE
TALK "scheduled"
