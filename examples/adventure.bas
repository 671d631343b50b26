' A text adventure: rooms as objects, a command parser made of SPLIT and SELECT.

rooms = {
  "hall": {"text": "You stand in a dusty hall.", "north": "library", "items": ["lamp"]},
  "library": {"text": "Books everywhere, and a heavy door to the east.", "south": "hall", "east": "vault", "items": ["key"]},
  "vault": {"text": "Gold! You found the vault.", "west": "library", "items": []}
}
place = "hall"
bag = []
turns = 0

CALL look
DO UNTIL place = "vault"
  HEAR line
  turns = turns + 1
  words = SPLIT(LCASE(line), " ")
  verb = words[0]
  noun = words[1]

  SELECT CASE verb
    CASE "look", "l"
      CALL look
    CASE "go", "walk"
      CALL walk(noun)
    CASE "take", "get"
      CALL take_item(noun)
    CASE "bag", "i"
      TALK UBOUND(bag) ? "You carry: ${bag.join(", ")}." : "You carry nothing."
    CASE "quit"
      TALK "You give up after ${turns} turns."
      EXIT
    CASE ELSE
      TALK "I do not know how to ${verb}."
  END SELECT
LOOP
TALK "You won in ${turns} turns."

SUB look
  room = rooms[place]
  TALK room.text
  IF room.items THEN TALK "You see: ${room.items.join(", ")}."
END SUB

SUB walk(direction)
  target = rooms[place][direction]
  IF target IS NULL OR direction = "text" OR direction = "items" THEN
    TALK "You cannot go ${direction OR "nowhere"}."
  ELSE IF target = "vault" AND NOT (bag CONTAINS "key") THEN
    TALK "The door is locked."
  ELSE
    place = target
    CALL look
  END IF
END SUB

SUB take_item(wanted)
  items = rooms[place].items
  at = INDEX_OF(items, wanted)
  IF at < 0 THEN
    TALK "There is no ${wanted} here."
  ELSE
    items.splice(at, 1)
    bag.PUSH(wanted)
    TALK "You take the ${wanted}."
  END IF
END SUB
