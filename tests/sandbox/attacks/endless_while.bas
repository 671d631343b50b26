WHILE TRUE          ' fault: GB6900
WEND
