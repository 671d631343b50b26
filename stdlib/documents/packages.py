"""Office files as what they are, zip archives of XML: opened under the limits of archives, read without any DTD.

Called by the readers of .docx, .xlsx and .pptx, and by whatever reads XML that others made.
"""

from __future__ import annotations

import posixpath
from xml.etree.ElementTree import Element, ParseError

from stdlib.documents import archives
from stdlib.ports.faults import KeywordFault

PART_MOST = 40 << 20
"""Bytes of one XML part."""

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def xml_root(data: bytes, name: str) -> Element:
    """The outermost element; GB7306 when the XML defines a document type, GB7305 when it is not XML."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise KeywordFault("GB7306", f'"{name}" was not opened, since its XML defines types or entities') from error
    except (ParseError, ValueError, LookupError) as error:
        raise KeywordFault("GB7305", f'"{name}" is damaged: its XML cannot be read') from error
    return root


class Package:
    """The parts of an office file; GB7305 or GB7306 when it cannot or must not be opened."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._archive = archives.checked(data, name)
        self._names = set(self._archive.namelist())

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return part in self._names

    def root(self, part: str) -> Element:
        """The XML of a part."""
        if part not in self._names:
            raise KeywordFault("GB7305", f'"{self.name}" is not what its ending says: it has no {part}')
        if self._archive.getinfo(part).file_size > PART_MOST:
            raise KeywordFault(
                "GB7303", f'"{self.name}" is too large to be read: {part} has over {PART_MOST >> 20} MiB'
            )
        return xml_root(archives.member(self._archive, part, self.name), self.name)

    def targets(self, part: str) -> dict[str, str]:
        """The parts that ``part`` refers to, by the ids it uses for them."""
        folder, _, file = part.rpartition("/")
        listed = f"{folder}/_rels/{file}.rels"
        if listed not in self._names:
            return {}
        return {
            item.get("Id", ""): posixpath.normpath(posixpath.join("/" + folder, item.get("Target", ""))).lstrip("/")
            for item in self.root(listed).iter(_RELATIONS)
            if item.get("TargetMode") != "External"
        }

    def kinds(self, part: str) -> dict[str, str]:
        """The parts that ``part`` refers to, by the last word of the kind of reference."""
        folder, _, file = part.rpartition("/")
        listed = f"{folder}/_rels/{file}.rels"
        targets = self.targets(part)
        if not targets:
            return {}
        found = {}
        for item in self.root(listed).iter(_RELATIONS):
            if item.get("Id", "") in targets:
                found[item.get("Type", "").rpartition("/")[2]] = targets[item.get("Id", "")]
        return found


def reference(element: Element) -> str:
    """The id by which an element refers to another part."""
    return element.get(_ID, "")
