"""The machine against its peers: the same algorithm in several languages, run in turns, results checked equal."""
