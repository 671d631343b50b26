' What is kept, for whom and how long.
SET BOT MEMORY "visits", 7
SET BOT MEMORY "visits" AS 7
SET_BOT_MEMORY("visits", 7)
n = GET BOT MEMORY("visits")
n = GET BOT MEMORY "visits"
n = GET_BOT_MEMORY("visits")
SET USER MEMORY "size", 42
size = GET USER MEMORY("size")
size = GET USER MEMORY "size"
CLEAR USER MEMORY
SET USER FACT "city", "Porto"
REMEMBER USER FACT "Likes red shoes"
facts = USER FACTS()
facts = GET USER FACTS
REMEMBER "size", 42, "30 days"
REMEMBER "size", 42, 30
REMEMBER "size", 42 FOR "30 days"
REMEMBER "size", 42
REMEMBER "size" = 42
size = RECALL "size"
size = GET "size"
hits = CACHE GET "hits"
CACHE SET "hits", 7, 60
BOT SHARE MEMORY "visits" WITH "stock"
BOT SYNC MEMORY FROM "stock"
text = episode_summary(episode)
topics = episode_topics(episode)
decisions = episode_decisions(episode)
actions = episode_action_items(episode)
score = episode_sentiment_score(episode)
done = episode_was_resolved(episode)
name = entity_name(entity)
kind = entity_type(entity)
properties = entity_properties(entity)
kind = relationship_type(relation)
both = is_bidirectional(relation)
ask_later("phone", "We need it for the delivery")
ask_later("phone")
fill_pending_info("phone", "+351912345678")
pending = list_pending_info()
