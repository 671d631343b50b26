FUNCTION greet(name, greeting)
  RETURN (greeting OR "Hello") + " " + name
END FUNCTION
TALK greet("Ann", "Hi")          ' expect: Hi Ann
TALK greet("Ann")                ' expect: Hello Ann
