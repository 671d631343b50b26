"""config.csv as existing packages write it."""

from __future__ import annotations

import pytest

from stdlib.configuration import Configuration, read


def test_lines_are_split_at_the_first_comma_and_quotes_stay() -> None:
    found = read('name,value\nsystem-prompt,Be kind, short and "clear"\nllm-url,http://a/b?c=1,2\n')
    assert dict(found) == {"system-prompt": 'Be kind, short and "clear"', "llm-url": "http://a/b?c=1,2"}


@pytest.mark.parametrize("header", ["name,value", "key,value", "Name,Value", "KEY, value"])
def test_a_header_is_no_setting(header: str) -> None:
    assert dict(read(f"{header}\r\na,1\r\n")) == {"a": "1"}


def test_without_a_header_the_first_line_counts() -> None:
    assert dict(read("name,Ana\na,1")) == {"name": "Ana", "a": "1"}


def test_blank_lines_comments_and_lines_without_comma_say_nothing() -> None:
    assert dict(read("\n,\n # ,x\n#a,1\nword\n,1\nb , 2 \n")) == {"b": "2"}


@pytest.mark.parametrize("value", ["", "none", "NULL", "n/a", " None "])
def test_unset_values_fall_back(value: str) -> None:
    assert "a" not in read(f"a,{value}")
    assert read(f"a,{value}", {"a": "default"})["a"] == "default"


@pytest.mark.parametrize("value", ["../model.gguf", "./x", "/opt/x", "~/x", "x.gguf", "models/x"])
def test_paths_of_another_computer_fall_back_when_there_is_something(value: str) -> None:
    assert read(f"a,{value}", {"a": "default"})["a"] == "default"
    assert read(f"a,{value}")["a"] == value


@pytest.mark.parametrize("spelling", ["server-port", "server_port", "Server Port", "SERVER-PORT"])
def test_names_are_found_in_every_spelling(spelling: str) -> None:
    assert read(f"{spelling},8080")["server-port"] == "8080"
    assert read("server-port,1\nserver_port,2")["server-port"] == "1"


def test_the_last_of_two_lines_counts() -> None:
    assert read("a,1\na,2")["a"] == "2"


def test_params_become_variables() -> None:
    found = read(
        "param-host,https://a\nparam-limit,100\nparam-rate,0.5\nparam-code,007\nparam-blingClientID,x\nparam-,1"
    )
    assert found.variables == {"host": "https://a", "limit": 100, "rate": 0.5, "code": "007", "blingClientID": "x"}


def test_it_has_the_keys_of_its_fallback_too() -> None:
    found = Configuration({"a": "1"}, {"b": "2", "A": "9"})
    assert dict(found) == {"a": "1", "b": "2"}
    assert len(found) == 2
