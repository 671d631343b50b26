' What a bot says and asks.
TALK "Good morning"
TALK 42
TALK {"a": 1}
BEGIN TALK
Hello ${name},

it's # not a comment
END TALK
TALK TO "whatsapp:+351912345678", "Your table is ready."
TALK_TO "ana@example.com", message
TALK FILE "menu.pdf"
TALK IMAGE "photos/front.jpg"
TALK TABLE rows
TALK TO MEET "The next point" AS CHAT
TALK TO MEET "The next point" AS VOICE
TALK TO MEET "The next point"
PRINT "step 1 done"
PRINT
HEAR answer
answer = HEAR
answer = HEAR "And then?"
HEAR answer WITH "Your name?"
HEAR amount AS MONEY WITH "How much?" DEFAULT 10
HEAR amount AS MONEY DEFAULT 10
HEAR choice AS "red", "green"
HEAR choice AS "red", *
HEAR choice AS MENU "red", "green", "blue"
HEAR email AS EMAIL "Your address?"
HEAR AS answer
line = HEAR NOWAIT
HEAR FROM MEET INTO line TIMEOUT 30
HEAR FROM MEET INTO line
IF HEAR CONTAINS "yes" THEN
    TALK "Good"
END IF
WAIT 2
WAIT 0.5
SEND MESSAGE "To this conversation"
