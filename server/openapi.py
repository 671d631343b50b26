"""The OpenAPI 3.1 document of the declared routes. Pure; everything in it comes from the declarations."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from typing import Any

import msgspec

from server.api import JSON, Operation
from server.errors import OPENAI
from server.policy import RULES, Need

REF = "#/components/schemas/{name}"


class Reason(msgspec.Struct):
    """Why a request was refused, as OpenAI tells it."""

    message: str
    type: str
    param: str | None
    code: str


class OpenAiError(msgspec.Struct):
    """What every refused request gets that speaks OpenAI's form."""

    error: Reason


class Error(msgspec.Struct):
    """What every refused request gets."""

    error: str
    message: str
    request_id: str


def document(operations: Iterable[Operation], version: str) -> dict[str, Any]:
    """The document as plain data."""
    found = list(operations)
    types = [kind for operation in found for kind in _types(operation)]
    schemas, components = msgspec.json.schema_components([*types, Error, OpenAiError], ref_template=REF)
    known = dict(zip(map(repr, types), schemas, strict=False))
    paths: dict[str, Any] = {}
    for operation in found:
        paths.setdefault(operation.path.replace(":.+}", "}"), {})[operation.method.lower()] = _told(
            operation, known, components
        )
    return {
        "openapi": "3.1.0",
        "info": {"title": "gbc", "version": version, "description": "Bots written in BASIC, served."},
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
        },
    }


def _types(operation: Operation) -> list[Any]:
    body = None if operation.body is bytes else operation.body
    kinds = [operation.query, body, *operation.also.values()]
    return [kind for kind in [*kinds, _model(operation)] if kind is not None]


def _model(operation: Operation) -> Any:
    """What the usual answer holds; None when it is not JSON or has nothing."""
    return None if operation.media != JSON or operation.answer is type(None) else operation.answer


def _told(operation: Operation, known: dict[str, Any], components: dict[str, Any]) -> dict[str, Any]:
    doc = inspect.getdoc(operation.function) or ""
    summary, _, more = doc.partition("\n")
    told: dict[str, Any] = {
        "operationId": operation.function.__module__.rpartition(".")[2] + "_" + operation.function.__name__,
        "summary": summary.strip(), "tags": [operation.function.__module__.rpartition(".")[2]],
        "parameters": _in_path(operation.path) + _in_query(operation, known, components),
        "responses": _answers(operation, known),
    }  # fmt: skip
    if more.strip():
        told["description"] = " ".join(more.split())
    if operation.body is bytes:
        told["requestBody"] = {"required": True, "content": {"application/octet-stream": {}}}
    elif operation.body is not None:
        told["requestBody"] = {"required": True, "content": {JSON: {"schema": known[repr(operation.body)]}}}
    if RULES[operation.action].need is not Need.NOBODY:
        told["security"] = [{"token": []}]
    return told


def _in_path(path: str) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
        for name in re.findall(r"{(\w+)", path)
    ]


def _in_query(operation: Operation, known: dict[str, Any], components: dict[str, Any]) -> list[dict[str, Any]]:
    if operation.query is None:
        return []
    schema = components[known[repr(operation.query)]["$ref"].rpartition("/")[2]]
    required = schema.get("required", ())
    return [
        {"name": name, "in": "query", "required": name in required, "schema": field}
        for name, field in schema["properties"].items()
    ]


def _answers(operation: Operation, known: dict[str, Any]) -> dict[str, Any]:
    model = _model(operation)
    schema = {} if model is None else known[repr(model)]
    usual: dict[str, Any] = {"description": "done"}
    if operation.answer is not type(None):
        usual["content"] = {operation.media: {"schema": schema}}
    name = "OpenAiError" if operation.path.startswith(OPENAI) else "Error"
    refused = {"description": "refused", "content": {JSON: {"schema": {"$ref": REF.format(name=name)}}}}
    others = {
        str(status): {"description": "another answer", "content": {JSON: {"schema": known[repr(kind)]}}}
        for status, kind in operation.also.items()
    }
    return {str(operation.status): usual, **others, "4XX": refused}
