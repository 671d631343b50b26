"""How well passages are found, on a labelled set, and how fast in 10,000 and 100,000 of them."""
