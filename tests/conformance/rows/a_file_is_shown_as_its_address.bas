' given: message=file {"url": "https://x.org/a.pdf", "name": "a.pdf", "size": 3}
TALK message                     ' expect: https://x.org/a.pdf
TALK message.name                ' expect: a.pdf
TALK "see " + message            ' expect: see https://x.org/a.pdf
