#workflow
TALK "still runs"                ' expect: still runs
