' Social networks.
POST TO INSTAGRAM "photos/cake.jpg", "Fresh today"
id = POST TO "facebook,linkedin" "We are hiring!"
POST TO "facebook,linkedin" photo, "We are hiring!"
POST TO facebook, "We are hiring!"
POST TO INSTAGRAM login, password, photo, "Fresh today"
POST TO INSTAGRAM AT "2026-05-04 09:00" photo, "Good morning"
POST TO INSTAGRAM AT "2026-05-04 09:00", photo, "Good morning"
id = POST TO "facebook,linkedin" AT when_to photo, "Good morning"
m = GET INSTAGRAM METRICS id
m = GET FACEBOOK METRICS id
m = GET LINKEDIN METRICS id
m = GET TWITTER METRICS id
posts = GET INSTAGRAM POSTS
posts = GET FACEBOOK POSTS
posts = GET LINKEDIN POSTS
posts = GET TWITTER POSTS 10
DELETE POST id
id = POST_TO("facebook", "We are hiring!")
id = POST_TO_WITH_IMAGE("facebook", "We are hiring!", photo)
id = POST_TO_WITH_VIDEO("youtube", "How we bake", clip)
results = POST_TO_MULTIPLE(["facebook", "linkedin"], "We are hiring!")
r = POST_TO_ADVANCED("linkedin", {"text": "We are hiring!"})
ADD TO CAMPAIGN email, "summer"
TRACK CONVERSION "summer", "order"
s = GET CAMPAIGN STATS "summer"
s = GET CAMPAIGN ANALYTICS "summer"
s = GET_CAMPAIGN_ANALYTICS("summer")
url = CREATE LANDING PAGE "summer"
SCHEDULE POST TO FACEBOOK AT "2026-05-04 09:00"
SCHEDULE POST TO FACEBOOK AT "2026-05-04 09:00" photo, "Good morning"
