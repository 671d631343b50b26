' A quiz: questions as data, SELECT to judge, a menu for every question.

questions = [
  {"text": "How many legs has a spider?", "options": ["6", "8", "10"], "answer": "8"},
  {"text": "Which planet is the largest?", "options": ["Mars", "Jupiter", "Venus"], "answer": "Jupiter"},
  {"text": "What is H2O?", "options": ["Salt", "Gold", "Water"], "answer": "Water"}
]
points = 0
streak = 0
number = 0

FOR EACH question IN questions
  number = number + 1
  TALK "Question ${number}: ${question.text}"
  HEAR reply AS question.options[0], question.options[1], question.options[2]
  IF reply = question.answer THEN
    streak = streak + 1
    points = points + 10 * streak
    TALK "Right!"
  ELSE
    streak = 0
    TALK "No, it is ${question.answer}."
  END IF
NEXT

SELECT CASE points
  CASE 0
    verdict = "Everybody has such days."
  CASE 1 TO 29
    verdict = "Not bad."
  CASE IS >= 60
    verdict = "Perfect!"
  CASE ELSE
    verdict = "Well done."
END SELECT
TALK "${points} points. ${verdict}"
