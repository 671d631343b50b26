"""The REST interface: thin declared routes, by what they are about. ``server.routes.every`` has all of them."""
