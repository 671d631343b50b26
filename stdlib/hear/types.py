"""The table of HEAR types: names, check and normal form, and what the bot says when an answer does not fit.

A row is the only place where a type is declared; PARAM types of the same names use it too. Pure: no waiting, no I/O.
The checks are imported when an answer is first checked: the compiler only needs the names.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from diagnostics.record import FrozenRecord

if TYPE_CHECKING:
    from datetime import date

    from stdlib.ports import Answer, Attachment

Check = Callable[[str], Any]


class HearType(FrozenRecord):
    """One type. ``check`` names the function that gives the normal form of a trimmed answer, or None; ``media`` types
    want a file instead.

    ``english`` and ``portuguese`` are the sentences for an answer that does not fit. ``secret`` answers are never shown
    or logged. ``capability`` is what the host must provide beyond the dialog.
    """

    name: str
    aliases: tuple[str, ...]
    check: str
    english: str
    portuguese: str
    secret: bool = False
    media: str = ""
    capability: str = ""

    def sentence(self, language: str) -> str:
        """What to say in ``language`` ("pt", "pt-BR", else English) when an answer does not fit."""
        return self.portuguese if language.lower().startswith("pt") else self.english

    @property
    def normal_form(self) -> Check:
        """The function behind ``check``."""
        module, _, name = self.check.partition(".")
        return cast(Check, getattr(importlib.import_module(f"stdlib.hear.{module}"), name))


def _type(
    names: str,
    check: str,
    english: str,
    portuguese: str,
    *,
    secret: bool = False,
    media: str = "",
    capability: str = "",
) -> HearType:
    first, *aliases = names.split()
    return HearType(first, tuple(aliases), check, english, portuguese, secret, media, capability)


_WANTS_IMAGE = ("Please send an image.", "Por favor, envie uma imagem.")
_WANTS_FILE = ("Please send a file.", "Por favor, envie um arquivo.")

ROWS: tuple[HearType, ...] = (
    _type("TEXT STRING ANY", "texts.check_text", "Please send some text.", "Por favor, envie um texto."),
    _type(
        "EMAIL MAIL",
        "texts.check_email",
        "Please enter a valid e-mail address, such as ana@example.com.",
        "Por favor, informe um e-mail válido, como ana@exemplo.com.",
    ),
    _type(
        "NAME",
        "texts.check_name",
        "Please enter a name with letters only, of 2 to 100 characters.",
        "Por favor, informe um nome só com letras, de 2 a 100 caracteres.",
    ),
    _type(
        "INTEGER INT",
        "numbers.check_integer",
        "Please enter a whole number, such as 12.",
        "Por favor, informe um número inteiro, como 12.",
    ),
    _type(
        "NUMBER NUMERIC",
        "numbers.check_number",
        "Please enter a number, such as 12 or 3.5.",
        "Por favor, informe um número, como 12 ou 3,5.",
    ),
    _type(
        "FLOAT DECIMAL DOUBLE",
        "numbers.check_float",
        "Please enter a number, such as 3.5.",
        "Por favor, informe um número, como 3,5.",
    ),
    _type("BOOLEAN BOOL", "numbers.check_boolean", "Please answer yes or no.", "Por favor, responda sim ou não."),
    _type(
        "DATE",
        "",  # needs today's date: see normalise
        "Please enter a date, such as 25/12/2026.",
        "Por favor, informe uma data, como 25/12/2026.",
    ),
    _type(
        "HOUR TIME",
        "dates.check_hour",
        "Please enter a time, such as 14:30.",
        "Por favor, informe um horário, como 14:30.",
    ),
    _type(
        "MONEY CURRENCY AMOUNT",
        "numbers.check_money",
        "Please enter an amount, such as 1,250.50.",
        "Por favor, informe um valor, como 1.250,50.",
    ),
    _type(
        "MOBILE PHONE TELEPHONE",
        "documents.check_mobile",
        "Please enter a phone number with area code, such as (11) 98765-4321.",
        "Por favor, informe um telefone com DDD, como (11) 98765-4321.",
    ),
    _type(
        "ZIPCODE ZIP CEP POSTALCODE",
        "texts.check_zipcode",
        "Please enter a postal code, such as 01310-100.",
        "Por favor, informe um CEP, como 01310-100.",
    ),
    _type(
        "LANGUAGE LANG",
        "texts.check_language",
        "Please enter a language, such as English or pt.",
        "Por favor, informe um idioma, como português ou en.",
    ),
    _type(
        "CPF",
        "documents.check_cpf",
        "Please enter a valid CPF, such as 529.982.247-25.",
        "Por favor, informe um CPF válido, como 529.982.247-25.",
    ),
    _type(
        "CNPJ",
        "documents.check_cnpj",
        "Please enter a valid CNPJ, such as 11.222.333/0001-81.",
        "Por favor, informe um CNPJ válido, como 11.222.333/0001-81.",
    ),
    _type(
        "URL LINK",
        "texts.check_url",
        "Please enter a web address, such as https://example.com.",
        "Por favor, informe um endereço da web, como https://exemplo.com.",
    ),
    _type(
        "UUID GUID",
        "texts.check_uuid",
        "Please enter a valid identifier (UUID).",
        "Por favor, informe um identificador (UUID) válido.",
    ),
    _type(
        "COLOR COLOUR",
        "texts.check_color",
        "Please enter a colour, such as blue or #3366FF.",
        "Por favor, informe uma cor, como azul ou #3366FF.",
    ),
    _type(
        "CREDITCARD CARD",
        "documents.check_creditcard",
        "Please enter a valid card number.",
        "Por favor, informe um número de cartão válido.",
        secret=True,
    ),
    _type(
        "PASSWORD PASS SECRET",
        "texts.check_password",
        "Please enter a password of at least 8 characters.",
        "Por favor, informe uma senha de pelo menos 8 caracteres.",
        secret=True,
    ),
    _type("IMAGE PHOTO PICTURE", "", *_WANTS_IMAGE, media="image"),
    _type("FILE", "", *_WANTS_FILE, media="any"),
    _type("DOCUMENT DOC PDF", "", *_WANTS_FILE, media="any"),
    _type(
        "QRCODE QR",
        "",
        "Please send a picture of the QR code.",
        "Por favor, envie uma foto do QR code.",
        media="image",
        capability="file",
    ),
    _type(
        "AUDIO VOICE SOUND",
        "",
        "Please send an audio message.",
        "Por favor, envie um áudio.",
        media="audio",
        capability="multimodal",
    ),
    _type("VIDEO", "", "Please send a video.", "Por favor, envie um vídeo.", media="video"),
    _type(
        "LOGIN AUTH",
        "texts.check_text",
        "Please sign in to go on.",
        "Por favor, entre na sua conta para continuar.",
        capability="identity",
    ),
)

TYPES: dict[str, HearType] = {name: row for row in ROWS for name in (row.name, *row.aliases)}
"""Every name and alias, in upper case. A menu (``HEAR x AS "a", "b"``) is not a type: see ``menu``."""


def normalise(row: HearType, answer: Answer, today: date) -> Any:
    """The value of ``answer`` in the form of ``row``: text, number, boolean or ``Attachment``, or None."""
    if row.media:
        return _file(row.media, answer)
    text = answer.text if row.name == "PASSWORD" else answer.text.strip()
    if row.name == "DATE":
        from stdlib.hear.dates import check_date

        return check_date(text, today)
    return row.normal_form(text)


def _file(media: str, answer: Answer) -> Attachment | None:
    for attachment in answer.attachments:
        if media == "any" or _media_type(attachment).startswith(media + "/"):
            return attachment
    text = answer.text.strip()
    if not text or "\n" in text or len(text) > 4096:
        return None
    named = attachment_of(text)
    return named if media == "any" or named.type.startswith(media + "/") else None


def _media_type(attachment: Attachment) -> str:
    return attachment.type or attachment_of(attachment.name or attachment.url).type


def attachment_of(address: str) -> Attachment:
    """A file known only by its path or web address; name and media type are read off the address."""
    import mimetypes
    import posixpath
    from urllib.parse import unquote, urlsplit

    from stdlib.ports import Attachment

    path = unquote(urlsplit(address).path) if "://" in address else address.replace("\\", "/")
    name = posixpath.basename(path.rstrip("/")) or address
    return Attachment(address, name, mimetypes.guess_type(name)[0] or "application/octet-stream")
