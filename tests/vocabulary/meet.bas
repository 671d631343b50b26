' Rooms and calls.
room = START MEET "Weekly"
room = START MEET "Weekly" WITH BOT
room = START MEET "Weekly" WITH OPTIONS settings
JOIN MEET room.id
JOIN MEET room.id AS "note taker"
LEAVE MEET
LEAVE MEET room.id
INVITE TO MEET room, people
INVITE TO MEET room, people, "We start at ten."
phone_call = START CALL "+351912345678"
answered = WAIT FOR CALL ANSWER
answered = WAIT FOR CALL ANSWER TIMEOUT 30
ANSWER CALL
room = CREATE ROOM "support-7"
INVITE TO ROOM room, "+351912345678"
sound = TEXT TO SPEECH "Welcome"
words = SPEECH TO TEXT recording
