"""Every HEAR type: what it accepts, its exact normal form, and what it refuses."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from stdlib.hear.accept import MAX_ANSWER, Accepted, Again, accept
from stdlib.hear.types import ROWS, TYPES, normalise
from stdlib.ports import Answer, Ask, Attachment, KeywordFault

TODAY = date(2026, 3, 7)

FITS: list[tuple[str, str, Any]] = [
    ("TEXT", "  hello ", "hello"),
    ("STRING", "", ""),
    ("EMAIL", " Ana.Souza@Example.COM ", "ana.souza@example.com"),
    ("NAME", "ana maria  o'neil", "Ana Maria O'neil"),
    ("NAME", "joão-pedro", "João-pedro"),
    ("NAME", "李小龙", "李小龙"),
    ("INTEGER", "42", 42),
    ("INT", "-7", -7),
    ("INTEGER", "1.200", 1200),
    ("INTEGER", "1,200,000", 1200000),
    ("NUMBER", "3", 3),
    ("NUMBER", "3,5", 3.5),
    ("FLOAT", "3,5", 3.5),
    ("DECIMAL", "1.234,56", 1234.56),
    ("DOUBLE", "1,234.56", 1234.56),
    ("FLOAT", "-0.25", -0.25),
    ("BOOLEAN", "Sim", True),
    ("BOOL", "não", False),
    ("BOOLEAN", "yes!", True),
    ("BOOLEAN", "0", False),
    ("DATE", "05/04/2026", "2026-04-05"),
    ("DATE", "12/25/2026", "2026-12-25"),
    ("DATE", "2026-1-9", "2026-01-09"),
    ("DATE", "2026/01/09", "2026-01-09"),
    ("DATE", "5.4.2026", "2026-04-05"),
    ("DATE", "3 Mar 2026", "2026-03-03"),
    ("DATE", "3 de março de 2026", "2026-03-03"),
    ("DATE", "hoje", "2026-03-07"),
    ("DATE", "amanhã", "2026-03-08"),
    ("DATE", "Yesterday", "2026-03-06"),
    ("HOUR", "9:05", "09:05"),
    ("TIME", "12:30 am", "00:30"),
    ("HOUR", "3 PM", "15:00"),
    ("HOUR", "14h30", "14:30"),
    ("MONEY", "R$ 1.250,50", 1250.5),
    ("CURRENCY", "$1,250.50", 1250.5),
    ("AMOUNT", "€ 99,9", 99.9),
    ("MONEY", "1.500", 1500.0),
    ("MONEY", "0", 0.0),
    ("MOBILE", "11987654321", "(11) 98765-4321"),
    ("PHONE", "555 123 4567", "(555) 123-4567"),
    ("TELEPHONE", "+55 11 98765-4321", "+5511987654321"),
    ("ZIPCODE", "01310100", "01310-100"),
    ("CEP", "01310-100", "01310-100"),
    ("ZIP", "90210", "90210"),
    ("POSTALCODE", "sw1a1aa", "SW1A 1AA"),
    ("ZIP", "123456789", "12345-6789"),
    ("LANGUAGE", "Português", "pt"),
    ("LANG", "pt-BR", "pt"),
    ("LANGUAGE", "german", "de"),
    ("CPF", "52998224725", "529.982.247-25"),
    ("CNPJ", "11222333000181", "11.222.333/0001-81"),
    ("CNPJ", "12.ABC.345/01DE-35", "12.ABC.345/01DE-35"),
    ("URL", "example.com/a?b=1", "https://example.com/a?b=1"),
    ("LINK", "http://example.com", "http://example.com"),
    ("UUID", "{6F9619FF-8B86-D011-B42D-00C04FC964FF}", "6f9619ff-8b86-d011-b42d-00c04fc964ff"),
    ("COLOR", "Azul", "#0000FF"),
    ("COLOUR", "#3af", "#33AAFF"),
    ("COLOR", "rgb(1, 2, 255)", "#0102FF"),
    ("CREDITCARD", "4111 1111 1111 1111", "4111 **** **** 1111"),
    ("PASSWORD", " p4ss word ", " p4ss word "),
]

REFUSED: list[tuple[str, str]] = [
    ("EMAIL", "ana@example"),
    ("EMAIL", "ana example.com"),
    ("NAME", "A"),
    ("NAME", "R2D2"),
    ("INTEGER", "1.5"),
    ("INTEGER", "12,34"),
    ("INTEGER", "9223372036854775808"),
    ("INTEGER", ""),
    ("NUMBER", "twelve"),
    ("FLOAT", "1.2.3"),
    ("FLOAT", "nan"),
    ("BOOLEAN", "maybe"),
    ("DATE", "31/02/2026"),
    ("DATE", "05/04/26"),
    ("DATE", "next week"),
    ("HOUR", "24:00"),
    ("HOUR", "13 PM"),
    ("HOUR", "9"),
    ("MONEY", "-5"),
    ("MONEY", "lots"),
    ("MOBILE", "12345"),
    ("MOBILE", "call me 11987654321"),
    ("ZIPCODE", "1234"),
    ("LANGUAGE", "klingon"),
    ("LANGUAGE", "xx"),
    ("CPF", "52998224724"),
    ("CPF", "11111111111"),
    ("CNPJ", "11222333000182"),
    ("URL", "not a link"),
    ("URL", "javascript://x"),
    ("UUID", "6f9619ff"),
    ("COLOR", "rgb(1,2,256)"),
    ("COLOR", "blueish"),
    ("CARD", "4111 1111 1111 1112"),
    ("PASSWORD", "1234567"),
]


@pytest.mark.parametrize(("name", "text", "value"), FITS)
def test_fits(name: str, text: str, value: Any) -> None:
    found = normalise(TYPES[name], Answer(text), TODAY)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(("name", "text"), REFUSED)
def test_refused(name: str, text: str) -> None:
    assert normalise(TYPES[name], Answer(text), TODAY) is None


def test_each_type_is_tried_and_speaks_both_languages() -> None:
    tried = {TYPES[name].name for name, *_ in FITS}
    for row in ROWS:
        assert row.name in tried or row.media or row.capability
        assert row.sentence("en") != row.sentence("pt-BR")


def test_files_are_taken_from_attachments_by_kind() -> None:
    photo, sheet = Attachment("/u/1", "a.png", "image/png", 10), Attachment("/u/2", "b.csv", "text/csv", 20)
    assert normalise(TYPES["IMAGE"], Answer("", (sheet, photo)), TODAY) is photo
    assert normalise(TYPES["FILE"], Answer("", (sheet, photo)), TODAY) is sheet
    assert normalise(TYPES["IMAGE"], Answer("", (sheet,)), TODAY) is None


def test_a_path_or_address_stands_for_a_file() -> None:
    assert normalise(TYPES["PHOTO"], Answer("https://x.org/d/my%20cat.jpg?s=1"), TODAY) == Attachment(
        "https://x.org/d/my%20cat.jpg?s=1", "my cat.jpg", "image/jpeg"
    )
    assert normalise(TYPES["IMAGE"], Answer("notes.txt"), TODAY) is None
    assert normalise(TYPES["FILE"], Answer("notes.txt"), TODAY) == Attachment("notes.txt", "notes.txt", "text/plain")


MENU = Ask(options=("Order status", "Returns", "Order history"), type="MENU")


def say(ask: Ask, text: str, attempt: int = 1, language: str = "en") -> Accepted | Again:
    return accept(ask, Answer(text), attempt, today=TODAY, language=language)


def test_menu_takes_label_number_and_unique_part() -> None:
    assert say(MENU, " order STATUS ") == Accepted("Order status")
    assert say(MENU, "2") == Accepted("Returns")
    assert say(MENU, "history") == Accepted("Order history")


def test_menu_asks_again_with_the_list() -> None:
    assert say(MENU, "order") == Again("Please choose one of: Order status, Returns, Order history.")
    assert say(MENU, "4", 2, "pt-BR") == Again("Por favor, escolha uma opção: Order status, Returns, Order history.")
    assert say(MENU, "9", 3) == Accepted("")


def test_free_menu_takes_other_text() -> None:
    free = Ask(options=("Done",), free=True)
    assert say(free, "done") == Accepted("Done")
    assert say(free, " something else ") == Accepted("something else")


def test_a_single_text_is_a_prompt_not_a_menu() -> None:
    assert say(Ask(options=("What would you like?",)), "tea") == Accepted("tea")


def test_default_is_for_an_empty_answer_and_after_three_failures() -> None:
    ask = Ask(type="INTEGER", default=7)
    assert say(ask, "  ") == Accepted(7)
    assert say(ask, "x") == Again(TYPES["INTEGER"].english)
    assert say(ask, "x", 3) == Accepted(7)
    assert say(Ask(type="INTEGER"), "x", 3) == Accepted("")


def test_secret_types_are_marked() -> None:
    assert say(Ask(type="PASSWORD"), "longenough") == Accepted("longenough", secret=True)


def test_an_unknown_type_is_named() -> None:
    with pytest.raises(KeywordFault, match="UNICORN"):
        say(Ask(type="UNICORN"), "x")


def test_an_answer_may_be_as_long_as_the_limit_and_no_longer() -> None:
    longest = "x" * MAX_ANSWER
    assert accept(Ask("TEXT"), Answer(longest), 1, today=TODAY, language="en") == Accepted(longest)
    refused = accept(Ask("TEXT"), Answer(longest + "x"), 1, today=TODAY, language="pt")
    assert isinstance(refused, Again)
    assert str(MAX_ANSWER) in refused.sentence
    assert accept(Ask("TEXT"), Answer(longest + "x"), 3, today=TODAY, language="en") == Accepted("")
