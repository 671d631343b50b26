TALK "It costs $5 or US$ 6$"     ' expect: It costs $5 or US$ 6$
