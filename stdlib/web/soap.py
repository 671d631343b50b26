"""SOAP 1.1: the envelope of a call, what its description (WSDL) says about it, and the members of an answer.

Pure. Values go into the envelope as text of elements, never as markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from stdlib.functions.xml_text import escaped, legal_name
from stdlib.ports.faults import KeywordFault
from stdlib.web.xml_values import DEPTH, children, name_of, read_xml, to_value
from vm.value import Array, Object, to_text

_ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/"
DEFAULT_NAMESPACE = "http://tempuri.org/"


@dataclass(frozen=True, slots=True)
class Operation:
    """Where an operation is called, in which namespace, and the action that names it."""

    address: str
    namespace: str
    action: str


def operation_of(description: bytes, name: str, address: str) -> Operation:
    """What a WSDL says of an operation; GB7208 when it is none or has no such operation."""
    root = read_xml(description, f"the description at {address.partition('?')[0]}")
    named = {element.get("name") for element in root.iter() if name_of(element) == "operation"}
    if name not in named:
        known = ", ".join(sorted(filter(None, named))[:10]) or "none"
        raise KeywordFault("GB7208", f"the service has no operation {name}; it has {known}")
    return Operation(_location(root, address), root.get("targetNamespace") or "", _action(root, name))


def _location(root: Element, address: str) -> str:
    """Where the service says it is, when that is on the host of its description: the program's headers go there."""
    for element in root.iter():
        where = element.get("location") or ""
        if name_of(element) == "address" and urlsplit(where)[:2] == urlsplit(address)[:2]:
            return where
    return address.partition("?")[0]


def _action(root: Element, name: str) -> str:
    for binding in children(root, "binding"):
        for operation in children(binding, "operation"):
            if operation.get("name") == name:
                for inner in children(operation, "operation"):
                    return inner.get("soapAction") or ""
    return ""


def default_operation(address: str, name: str, namespace: str) -> Operation:
    """How an operation is called when the service does not describe itself."""
    space = namespace or DEFAULT_NAMESPACE
    return Operation(address, space, space.rstrip("/") + "/" + name)


def envelope(operation: Operation, name: str, parameters: Any) -> str:
    """The text of a call."""
    inner = _members(parameters, 0)
    space = escaped(operation.namespace)
    return (
        f'<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="{_ENVELOPE}"><soap:Body>'
        f'<{legal_name(name)} xmlns="{space}">{inner}</{legal_name(name)}></soap:Body></soap:Envelope>'
    )


def _members(value: Any, depth: int) -> str:
    """Fields as elements; a list repeats its element, null leaves it out."""
    if depth > DEPTH:
        raise KeywordFault("GB6905", f"SOAP takes values nested at most {DEPTH} deep")
    if value is None:
        return ""
    if not isinstance(value, Object):
        return escaped(to_text(value))
    parts = []
    for name, given in value.items():
        for item in given if isinstance(given, Array) else [given]:
            if item is not None:
                parts.append(f"<{legal_name(name)}>{_members(item, depth + 1)}</{legal_name(name)}>")
    return "".join(parts)


def members(answer: bytes, text: str) -> Object:
    """The members of an answer, or of its fault, and its text as ``raw``; GB7208 when it is no SOAP message."""
    root = read_xml(answer, "the answer of the SOAP service")
    body = next(children(root, "Body"), None)
    first = next(iter(body), None) if name_of(root) == "Envelope" and body is not None else None
    if first is None:
        raise KeywordFault("GB7208", "the answer of the SOAP service is no SOAP message")
    value = to_value(first)
    found = value if isinstance(value, Object) else Object({name_of(first): value})
    found["raw"] = text
    return found
