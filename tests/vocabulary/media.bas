' Cards and the player.
CARD "a cup of coffee", "a morning line" TO cards
CARD "a cup of coffee", "a morning line", "minimal" TO cards
CARD "a cup of coffee", "a morning line", "minimal", 3 TO cards
PLAY "videos/tour.mp4"
PLAY "https://example.com/tour.mp4" WITH OPTIONS "autoplay,muted"
PAUSE
PAUSE PLAYING
RESUME PLAYING
STOP PLAYING
