"""``gbc run`` with tables: declared ones are made, rows outlive the run, files of the drive are tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

TABLES = "TABLE orders\n  id integer key\n  status string(20)\n  total number DEFAULT 0\nEND TABLE\n"


def test_rows_outlive_the_run(gbc: Any, write: Any, tmp_path: Path) -> None:
    write("b.gbai/b.gbdialog/tables.bas", TABLES)
    write(
        "b.gbai/b.gbdialog/start.bas", 'id = SAVE "orders" WITH status = "new"\nTALK id + " " + COUNT(FIND("orders"))\n'
    )
    assert [gbc("run", "b.gbai").out for _ in range(2)] == ["1 1\n", "2 2\n"]
    assert (tmp_path / "b.gbai/.gbc/bot.db").exists()
    assert gbc("run", "b.gbai", "--data", "elsewhere").out == "1 1\n"


def test_a_declared_table_refuses_other_columns(gbc: Any, write: Any) -> None:
    write("b.gbai/b.gbdialog/tables.bas", TABLES)
    write("b.gbai/b.gbdialog/start.bas", 'SAVE "orders", {"state": "new"}\n')
    ran = gbc("run", "b.gbai")
    assert ran.code == 1
    assert "GB7102" in ran.err
    assert "start.bas:1" in ran.err


def test_fakes_keep_no_rows(gbc: Any, write: Any, tmp_path: Path) -> None:
    write("b.gbai/b.gbdialog/start.bas", TABLES + 'SAVE "orders", {"status": "new"}\nTALK COUNT(FIND("orders"))\n')
    assert [gbc("run", "b.gbai", "--fake").out for _ in range(2)] == ["1\n", "1\n"]
    assert not (tmp_path / "b.gbai/.gbc").exists()


def test_a_connection_of_the_configuration_is_used(gbc: Any, write: Any, tmp_path: Path) -> None:
    write("b.gbai/b.gbot/config.csv", f"name,value\nconn-erp-Driver,sqlite\nconn-erp-Name,{tmp_path}/erp.db\n")
    write("b.gbai/b.gbdialog/start.bas", 'TABLE staff ON erp\n  id integer key\n  name string\nEND TABLE\n'
          'SAVE "erp.staff", {"name": "Ana"}\nrows = FIND "staff" ON erp\nTALK COUNT(rows) + rows.name\n')  # fmt: skip
    assert [gbc("run", "b.gbai").out for _ in range(2)] == ["1Ana\n", "2Ana\n"]


def test_a_single_script_has_tables_too(gbc: Any, write: Any) -> None:
    write("one.bas", 'SAVE "notes", {"text": "a"}\nTALK COUNT(FIND("notes"))\n')
    assert gbc("run", "one.bas").out == "1\n"
