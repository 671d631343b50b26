"""Session values, the memories, and who may run a script."""

from __future__ import annotations

from stdlib.fakes import DictMemory
from tests.runtime.bots import Bot


def test_session_values_in_all_spellings() -> None:
    source = """
SET SESSION "cart", [1, 2]
SET "session.color", "blue"
SET "size" = 4
cart = GET SESSION "cart"
color = GET "session.color"
size = GET "Size"
missing = GET SESSION "missing"
RETURN UBOUND(cart) + color + size + missing
"""
    assert Bot(source).run().value == "2blue4"


def test_session_paths_reach_into_objects_and_facts() -> None:
    source = (
        'SET SESSION "case_data", {subject: "Leak"}\na = GET "case_data.subject"\nb = GET "user.email"\nRETURN a + b\n'
    )
    assert Bot(source, facts={"user.email": "a@b.c"}).run().value == "Leaka@b.c"


def test_ids_are_there_without_being_set() -> None:
    assert Bot('a = GET SESSION "user_id"\nb = GET "session.id"\nRETURN a + b\n').run().value == "u1s1"


def test_session_values_survive_a_restart() -> None:
    bot = Bot('SET SESSION "when", TODAY()\nHEAR x\nRETURN GET SESSION "when"\n').run()
    bot.restart()
    bot.dialog.answers.append("go")
    assert str(bot.run().value) == "2026-01-01"


def test_get_reads_what_remember_kept() -> None:
    bot = Bot('REMEMBER "lead" = {score: 7}\nx = GET "lead"\nRETURN x.score\n')
    assert bot.run().value == 7


def test_get_of_an_address_needs_http() -> None:
    failed = Bot('x = GET "https://example.com"\n').run().failed
    assert failed.code == "GB7001"
    assert "http" in failed.message


def test_config() -> None:
    source = 'a = GET CONFIG "limit"\nb = GET("config", "limit")\nRETURN a + b\n'
    assert Bot(source, facts={"config.limit": "5"}).run().value == "55"


def test_bot_memory_is_text_for_all_users() -> None:
    memory = DictMemory()
    Bot('SET BOT MEMORY "n", 5\nSET_BOT_MEMORY("m", "x")\n', memory=memory, user="u1").run()
    bot = Bot(
        'm = GET BOT MEMORY "m"\nRETURN GET BOT MEMORY("n") + m + GET_BOT_MEMORY("none")\n', memory=memory, user="u2"
    )
    assert bot.run().value == "5x"


def test_user_memory_keeps_types_and_users_apart() -> None:
    memory = DictMemory()
    Bot('SET USER MEMORY "n", 5\n', memory=memory, user="u1").run()
    source = 'RETURN GET USER MEMORY "n" = ""\n'
    assert Bot('RETURN GET USER MEMORY("n") * 2\n', memory=memory, user="u1", bot="other").run().value == 10
    assert Bot(source, memory=memory, user="u2").run().value is True
    Bot("CLEAR USER MEMORY\n", memory=memory, user="u1").run()
    assert Bot(source, memory=memory, user="u1").run().value is True


def test_remember_expires() -> None:
    bot = Bot('REMEMBER "code", "8812", "10 minutes"\nHEAR x\nRETURN RECALL "code"\n', [])
    bot.run()
    bot.env.advance(601)
    bot.dialog.answers.append("x")
    assert bot.run().value is None


def test_remember_refuses_an_unknown_time() -> None:
    assert Bot('REMEMBER "a", 1, "a while"\n').run().failed.code == "GB6004"


def test_cache() -> None:
    assert Bot('CACHE SET "k", {a: 1}, 60\nx = CACHE GET "k"\nRETURN x.a\n').run().value == 1


def test_facts_in_order() -> None:
    source = 'SET USER FACT "team", "Santos"\nREMEMBER USER FACT "Likes tea"\nRETURN GET USER FACTS\n'
    assert list(Bot(source).run().value) == ["team: Santos", "Likes tea"]


def test_bots_share_memory() -> None:
    memory = DictMemory()
    Bot('SET BOT MEMORY "a", "1"\nBOT SHARE MEMORY "a" WITH "two"\n', memory=memory, bot="one").run()
    assert Bot('RETURN GET BOT MEMORY "a"\n', memory=memory, bot="two").run().value == 1
    Bot('BOT SYNC MEMORY FROM "two"\n', memory=memory, bot="three").run()
    assert Bot('RETURN GET BOT MEMORY "a"\n', memory=memory, bot="three").run().value == 1


def test_allow_role() -> None:
    source = 'ALLOW ROLE "Manager"\nRETURN 1\n'
    assert Bot(source, facts={"user.roles": "clerk, manager"}).run().value == 1
    assert Bot(source).run().failed.code == "GB7003"


def test_generate_code_has_the_length_asked_for() -> None:
    value = Bot("RETURN GENERATE CODE 6\n").run().value
    assert len(value) == 6
    assert value.isdigit()


def test_a_half_character_survives_memory_and_restart() -> None:
    bot = Bot('x = FROM_JSON("\\"\\\\ud800\\"")\nSET BOT MEMORY "k", x\nHEAR y\nRETURN GET BOT MEMORY("k") = x\n').run()
    bot.restart()
    bot.dialog.answers.append("y")
    assert bot.run().value is True


def test_what_is_still_to_be_asked() -> None:
    source = """
ASK LATER "phone", "Which number?"
ASK LATER "mail"
known = FILL PENDING INFO "phone", "123"
other = FILL PENDING INFO "name", "Ana"
rows = LIST PENDING INFO
RETURN known + " " + other + " " + rows
"""
    bot = Bot(source).run()
    assert bot.value == 'true false [{"field": "mail", "prompt": "mail"}]'


def test_a_wrong_signature_and_a_summary() -> None:
    source = """
made = VERIFY_SIGNATURE("body", "bd8aeb44a1f9f8e8dc6c4d5d4ec4ee23", "key")
summary = EPISODE_SUMMARY({summary: "All well", resolved: true})
RETURN made + " " + summary
"""
    assert Bot(source).run().value == "false All well"


def test_a_right_signature_is_recognised() -> None:
    import hmac

    digest = hmac.new(b"key", b"body", "sha256").hexdigest()
    assert Bot(f'RETURN VERIFY_SIGNATURE("body", "sha256={digest}", "key")\n').run().value is True


def test_random_text_has_the_length_asked_for() -> None:
    assert len(Bot("RETURN RANDOM_STRING(12)\n").run().value) == 12
    assert Bot("HEAR n\nRETURN RANDOM_STRING(n)\n", ["0"]).run().failed.code == "GB6004"


def test_admins() -> None:
    assert Bot('RETURN IS_ADMIN("u1")\n', user="u1", facts={"user.roles": "Admin"}).run().value is True
    assert Bot('RETURN IS_ADMIN("other")\n', user="u1", facts={"user.roles": "Admin"}).run().value is False
    assert Bot('RETURN IS_ADMIN("u1")\n', user="u1").run().value is False


def test_rows_as_a_table() -> None:
    bot = Bot('TALK TABLE [{a: 1, b: "x|y"}, {a: 2}]\n').run()
    assert bot.said == ["| a | b |\n| --- | --- |\n| 1 | x\\|y |\n| 2 |  |"]


def test_hear_nowait_does_not_wait() -> None:
    bot = Bot('x = HEAR NOWAIT\nRETURN "[" + x + "]"\n')
    assert bot.run().value == "[]"


def test_a_program_cannot_give_its_user_a_role() -> None:
    for key in ("user.roles", "user.role", "user_role", "User.Role", "trigger.kind"):
        known = Bot(f'SET SESSION "{key}", "admin"\nRETURN GET SESSION "{key}"\n').run().value
        assert known is None, key
    assert Bot('SET SESSION "user.name", "Ann"\nRETURN GET SESSION "user.name"\n').run().value == "Ann"
