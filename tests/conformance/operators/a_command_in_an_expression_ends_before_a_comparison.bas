SET BOT MEMORY "level", "vip"
IF GET BOT MEMORY "level" = "vip" OR GET BOT MEMORY "level" = "gold" THEN
  TALK "welcome"                 ' expect: welcome
END IF
