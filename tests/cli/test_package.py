"""``gbc run`` and ``gbc check`` of a package: settings, folders, needs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from gbc.needs import ADVICE, TALKING
from stdlib.ports import CAPABILITY_PORTS

CONFIG = "name,value\nparam-host,https://example.com\nparam-limit,5\nllm-key,none\n"


def test_params_of_the_configuration_are_variables_of_every_script(gbc: Any, write: Any) -> None:
    write("b.gbai/b.gbot/config.csv", CONFIG)
    write("b.gbai/b.gbdialog/start.bas", 'TALK host + "/" + (limit + 1)\nCALL "more.bas"\n')
    write("b.gbai/b.gbdialog/more.bas", "TALK LIMIT * 2\n")
    assert gbc("run", "b.gbai").out == "https://example.com/6\n10\n"
    assert gbc("run", "b.gbai/b.gbdialog/more.bas").out == "10\n"


def test_a_param_of_the_command_line_counts_more(gbc: Any, write: Any) -> None:
    write("b.gbai/b.gbot/config.csv", CONFIG)
    write("b.gbai/b.gbdialog/start.bas", "PARAM limit AS INTEGER\nTALK limit\n")
    assert gbc("run", "b.gbai", "--param", "limit=7").out == "7\n"


def test_settings_can_be_asked_for(gbc: Any, write: Any) -> None:
    write("b.gbai/b.gbot/config.csv", CONFIG)
    write("b.gbai/b.gbdialog/start.bas", 'TALK GET CONFIG "param-host"\nx = GET CONFIG "llm-key"\nTALK "[" + x + "]"\n')
    assert gbc("run", "b.gbai").out == "https://example.com\n[]\n"


def test_bot_memory_outlives_the_run(gbc: Any, write: Any, tmp_path: Path) -> None:
    write("b.gbai/b.gbdialog/start.bas", 'n = GET BOT MEMORY "n"\nTALK "[" + n + "]"\nSET BOT MEMORY "n", n + "x"\n')
    assert [gbc("run", "b.gbai").out for _ in range(3)] == ["[]\n", "[x]\n", "[xx]\n"]
    assert (tmp_path / "b.gbai/.gbc/memory.db").exists()
    assert gbc("run", "b.gbai", "--data", "elsewhere").out == "[]\n"
    assert (tmp_path / "elsewhere/memory.db").exists()


def test_fakes_keep_nothing(gbc: Any, write: Any, tmp_path: Path) -> None:
    write("b.gbai/b.gbdialog/start.bas", 'SET BOT MEMORY "n", 1\nTALK "ok"\n')
    assert gbc("run", "b.gbai", "--fake").out == "ok\n"
    assert not (tmp_path / "b.gbai/.gbc").exists()


def test_unreadable_settings_are_told(gbc: Any, write: Any, tmp_path: Path) -> None:
    write("b.gbai/b.gbdialog/start.bas", "TALK 1\n")
    write("b.gbai/b.gbot/config.csv", "").write_bytes(b"a,\xff\n")
    ran = gbc("run", "b.gbai")
    assert ran.code == 2
    assert "config.csv is not UTF-8 text" in ran.err


def test_check_lists_what_the_bot_needs(gbc: Any, write: Any) -> None:
    write(
        "b.gbai/b.gbdialog/start.bas",
        'TALK "a"\nSEND MAIL "ana@example.com", "Hi", "text", []\nx = LLM "hello"\nTALK x\n',
    )
    ran = gbc("check", "b.gbai")
    assert ran.out.splitlines() == [
        "b needs llm, mail",
        "  llm (start.bas:3): no language model is configured; llm-provider or llm-url in config.csv names one",
        "  mail (start.bas:2): mail is kept in an outbox; email-server in config.csv sends it",
    ]
    write("b.gbai/b.gbot/config.csv", "email-server,smtp.example.com\n")
    assert "mail (" not in gbc("check", "b.gbai").out
    assert gbc("check", "b.gbai", "--format", "json").out.strip() == "[]"


def test_a_bot_that_only_talks_needs_nothing(gbc: Any, write: Any) -> None:
    write("b.gbai/b.gbdialog/start.bas", 'TALK "a"\nSET BOT MEMORY "n", 1\n')
    assert gbc("check", "b.gbai").out == ""


def test_mail_is_kept_beside_the_bot_or_shown_by_the_fake(gbc: Any, write: Any, tmp_path: Path) -> None:
    write("b.gbai/b.gbdialog/start.bas", 'SEND MAIL "ana@example.com", "Hello", "text", []\nTALK "sent"\n')
    faked = gbc("run", "b.gbai", "--fake")
    assert (faked.out, faked.err) == ("sent\n", 'mail to ana@example.com: "Hello"\n')
    assert not list(tmp_path.rglob("*.eml"))
    assert gbc("run", "b.gbai").out == "sent\n"
    assert len(list((tmp_path / "b.gbai/.gbc/mail").rglob("*.eml"))) == 1
    assert gbc("run", "b.gbai/b.gbdialog/start.bas", "--data", "kept").out == "sent\n"
    assert len(list((tmp_path / "kept").rglob("*.eml"))) == 1


def test_a_wrong_mail_setting_is_a_fault_with_a_sentence(gbc: Any, write: Any) -> None:
    write("b.gbai/b.gbot/config.csv", "email-server,mail.example.com\nemail-port,many\n")
    write("b.gbai/b.gbdialog/start.bas", 'SEND MAIL "ana@example.com", "Hello", "text", []\n')
    ran = gbc("run", "b.gbai")
    assert ran.code == 1
    assert "GB7401" in ran.err
    assert "Traceback" not in ran.err


def test_tables_in_files_are_found_and_changed_where_they_are(gbc: Any, write: Any, tmp_path: Path) -> None:
    items = write("b.gbai/b.gbdata/items.csv", "name,price\ntea,3\n")
    source = 'rows = FIND "items.csv"\nTALK rows.name\nSAVE "items.csv", {"name": "mate", "price": 4}\n'
    write("b.gbai/b.gbdialog/start.bas", source + 'WRITE "out.txt", "x"\nCOPY "items.csv", "kept.csv"\n')
    assert gbc("run", "b.gbai", "--fake").out == "tea\n"
    assert items.read_text() == "name,price\ntea,3\n"
    assert gbc("run", "b.gbai").out == "tea\n"
    assert "mate" in items.read_text()
    drive = tmp_path / "b.gbai/b.gbdrive"
    assert sorted(path.name for path in drive.iterdir()) == ["kept.csv", "out.txt"]


def test_a_file_of_the_drive_hides_one_of_the_data(gbc: Any, write: Any) -> None:
    write("b.gbai/b.gbdata/a.txt", "data")
    write("b.gbai/b.gbdata/b.txt", "data")
    write("b.gbai/b.gbdrive/a.txt", "drive")
    write("b.gbai/b.gbdialog/start.bas", 'TALK READ "a.txt"\nTALK READ "b.txt"\nfound = LIST "."\nTALK UBOUND(found)\n')
    assert gbc("run", "b.gbai").out == "drive\ndata\n2\n"


def test_a_variable_of_the_configuration_is_no_column(gbc: Any, write: Any) -> None:
    write("b.gbai/b.gbot/config.csv", "param-fee,5\nparam-shelf,stock\n")
    write(
        "b.gbai/b.gbdialog/start.bas",
        'SAVE "stock", {"id": 1, "n": 2, "m": 1}\nUPDATE "stock" SET n = n + fee, m = ROUND(fee, 0) WHERE id = 1\n'
        "row = FIND shelf FIRST\nTALK row.n + row.m\n",
    )
    assert gbc("check", "b.gbai").out.count("warning") == 0
    assert gbc("run", "b.gbai").out == "12\n"


def test_there_is_advice_for_every_capability_that_a_run_provides() -> None:
    assert set(CAPABILITY_PORTS) - TALKING == set(ADVICE)


def test_the_check_knows_the_variables_of_the_configuration(gbc: Any, write: Any) -> None:
    write("b.gbai/b.gbot/config.csv", CONFIG + "param-shop_name,Thyme\n")
    start = write("b.gbai/b.gbdialog/start.bas", "TALK host + shop_name + Shop_Name\n")
    assert gbc("check", "b.gbai").out == ""
    assert gbc("check", str(start)).out == ""
    write("b.gbai/b.gbdialog/start.bas", "TALK shop_nam\n")
    ran = gbc("check", "b.gbai")
    assert "nothing gives shop_nam a value" in ran.out
    assert "did you mean shop_name?" in ran.out
