' Asking the language model.
text = LLM "Say hello"
info = LLM "Say hello" WITH OPTIMIZE FOR "speed"
info = LLM "Say hello to " + name
    WITH OPTIMIZE FOR "quality"
    WITH MAX_COST 0.05
    WITH MAX_LATENCY 800
info = LLM "Say hello" WITH MAX_COST 0.05
info = LLM "Say hello" WITH MAX_LATENCY 500
text = ASK "Say hello"
text = ASK LLM "Say hello"
TALK REWRITE "Tell ${name} that we are closed."
text = REWRITE "Describe this order", order
text = REWRITE "Describe this order" order
TALK ANSWER "When do you open?"
REFRESH "llm"
USE MODEL "fast"
USE MODEL QUALITY
SET MODEL ROUTING "load-balanced"
SET MODEL ROUTING FALLBACK
TALK GET CURRENT MODEL
models = LIST MODELS
text = TRANSLATE "Good morning", "pt"
text = SUMMARIZE article
x = CALCULATE "price * amount", order
check = VALIDATE address, "is complete"
label = CLASSIFY message, "praise, complaint"
label = CLASSIFY message INTO ["praise", "complaint"]
mood = SENTIMENT "I love it"
mood = SENTIMENT_QUICK("I love it")
text = OCR "scan.png"
mood = ANALYZE_SENTIMENT(message)
urgency = DETECT_URGENCY(message)
wish = CLASSIFY_INTENT(message)
odd = DETECT "payments"
