HEAR userName                    ' input: Ann
TALK USERNAME                    ' expect: Ann
