TALK "<a href=""x"">"            ' expect: <a href="x">
TALK """"                        ' expect: "
