' Enrols a person: typed questions, a menu, and a confirmation that can send the person back to the start.

TALK "Welcome to the evening school."

DO
  HEAR name AS NAME WITH "What is your full name?"
  HEAR birth AS DATE WITH "When were you born?"
  HEAR email AS EMAIL WITH "What is your e-mail?"
  TALK "Which course would you like?"
  HEAR course AS "Pottery", "Photography", "Portuguese"
  HEAR payments AS INTEGER WITH "In how many payments (1 to 6)?" DEFAULT 1

  IF payments < 1 OR payments > 6 THEN
    TALK "That is not possible, so I note a single payment."
    payments = 1
  END IF

  BEGIN TALK
Please check:
- name: ${name}
- born: ${FORMAT(birth, "MMMM d, yyyy")}
- e-mail: ${email}
- course: ${course}
- payments: ${payments} of ${FORMAT(price(course) / payments, "#,##0.00")}
  END TALK

  HEAR right AS BOOLEAN WITH "Is everything right?"
LOOP UNTIL right

WITH enrolment
  name = name
  born = birth
  email = email
  course = course
  payments = payments
END WITH
REMEMBER "enrolment", enrolment

TALK "Thank you, ${FIRST(name)}. You are enrolled in ${course}."
RETURN enrolment

FUNCTION price(course)
  SELECT CASE course
    CASE "Pottery"
      RETURN 240
    CASE "Photography"
      RETURN 300
    CASE ELSE
      RETURN 180
  END SELECT
END FUNCTION
