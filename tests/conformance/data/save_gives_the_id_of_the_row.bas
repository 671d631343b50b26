first = SAVE "leads", {"name": "Ana"}
second = SAVE "leads", {"name": "Rui"}
TALK first + " " + second        ' expect: 1 2
many = SAVE "leads", [{"name": "Eva"}, {"name": "Leo"}]
TALK many                        ' expect: [3, 4]
