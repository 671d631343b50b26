"""XML of other machines as values, without entities or anything else that could grow or reach out.

Used for SOAP answers and feeds. GB7208 for text that is no XML.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from stdlib.ports.faults import KeywordFault
from vm.value import Array, Object

DEPTH = 64


def read_xml(data: bytes, what: str) -> Element:
    """The root element; ``what`` says in a fault what it should have been."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(data.lstrip(b" \t\r\n"))
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise KeywordFault("GB7208", f"{what} is not XML that can be read") from error
    return root


def name_of(element: Element) -> str:
    """The name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(element: Element, name: str) -> Iterator[Element]:
    """Child elements with this name, in any namespace."""
    return (child for child in element if name_of(child) == name)


def child_text(element: Element, *names: str) -> str:
    """Text of the first child that has one of these names and text, "" when there is none."""
    for name in names:
        for child in children(element, name):
            text = "".join(child.itertext()).strip()
            if text:
                return text
    return ""


def to_value(element: Element, depth: int = 0) -> Any:
    """An element as a value: its text, or an object of its children; a name that repeats gives a list."""
    if depth > DEPTH:
        raise KeywordFault("GB7208", f"an answer in XML is nested more than {DEPTH} deep")
    if len(element) == 0:
        return (element.text or "").strip()
    found: dict[str, Any] = {}
    for child in element:
        name, value = name_of(child), to_value(child, depth + 1)
        if name not in found:
            found[name] = value
        elif isinstance(found[name], list):
            found[name].append(value)
        else:
            found[name] = [found[name], value]
    return Object({name: Array(value) if isinstance(value, list) else value for name, value in found.items()})
