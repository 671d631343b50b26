' Answers questions about the documents in manuals.gbkb/pumps.
' Once this dialog is over, a served bot goes on answering from the documents by itself.
USE KB "pumps"
TALK "Ask me about our pumps, or say bye."
DO
  HEAR question
  IF LCASE(question) = "bye" THEN EXIT DO
  found = THINK KB question
  IF found.total_results = 0 THEN
    TALK "I found nothing about that."
  ELSE
    best = found.results[0]
    TALK best.content
    TALK "Source: " + best.source
  END IF
LOOP
TALK "Goodbye."
