name = "Ann"
TALK "Hi ${name}!"               ' expect: Hi Ann!
TALK 'Hi ${name}!'               ' expect: Hi Ann!
note = {"text": "for ${name}"}
TALK note.text                   ' expect: for Ann
TALK LEN("${name}${name}")       ' expect: 6
