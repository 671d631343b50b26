' only check
answer = LLM "Say hello"
  WITH OPTIMIZE FOR "speed"
TALK answer
