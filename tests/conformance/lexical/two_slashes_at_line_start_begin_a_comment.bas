// TALK "no"
TALK "http://example.com"        ' expect: http://example.com
