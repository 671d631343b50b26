' Pictures, sound, video.
picture = IMAGE "a lighthouse"
clip = VIDEO "waves on a beach"
sound = AUDIO "Your table is ready."
TALK SEE photo
code = QR CODE "https://example.com"
code = QR CODE "https://example.com", 512
code = QR_CODE "https://example.com", 512, "codes/7.png"
faces = DETECT FACES photo
faces = DETECT FACES photo, {"landmarks": TRUE}
check = VERIFY FACE photo, "badges/7.jpg"
face = ANALYZE FACE photo
face = ANALYZE FACE photo, "mood"
picture = CAPTURE PHOTO
number = SCAN BARCODE photo
