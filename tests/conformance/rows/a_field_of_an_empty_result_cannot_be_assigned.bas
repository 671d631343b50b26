' given: user=rows []
user.status = "x"                ' fault: GB6006
