BEGIN MAIL "ann@x.org"           ' fault: GB7001
Subject: Hello

Text
END MAIL
