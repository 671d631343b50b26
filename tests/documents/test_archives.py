"""Archives that are made to do harm are refused before anything is unpacked."""

from __future__ import annotations

import io
import stat
import zipfile

import pytest

from stdlib.documents import archives
from stdlib.ports import KeywordFault


def raw(*entries: tuple[str, bytes], **options: int) -> bytes:
    """An archive with these names as they are."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            head = zipfile.ZipInfo(name)
            head.compress_type = zipfile.ZIP_DEFLATED
            head.external_attr = options.get("mode", 0o644) << 16
            archive.writestr(head, content)
    return made.getvalue()


def code(data: bytes) -> str:
    with pytest.raises(KeywordFault) as caught:
        archives.unpack(data, "x.zip")
    assert "x.zip" in caught.value.message
    return caught.value.code


def test_what_was_packed_is_unpacked() -> None:
    files = [("a/b.txt", b"x" * 5000), ("ação.txt", b"")]
    packed = archives.pack(files)
    assert archives.unpack(packed, "x.zip") == files
    assert packed == archives.pack(files)


@pytest.mark.parametrize(
    "name", ["../x", "a/../../x", "/etc/passwd", "C:\\x", "..\\x", "a\\..\\x", "nul", "a\nb", "x.", ".gbc-part-1"]
)
def test_paths_that_lead_out_are_refused(name: str) -> None:
    assert code(raw(("ok.txt", b"x"), (name, b"x"))) == "GB7306"


def test_links_and_names_twice_are_refused() -> None:
    assert code(raw(("link", b"/etc/passwd"), mode=stat.S_IFLNK | 0o777)) == "GB7306"
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = raw(("a", b"1"), ("a", b"2"))
    assert code(data) == "GB7306"
    assert code(raw(("a", b"1"), ("./a", b"2"))) == "GB7306"


def test_ratio_count_and_size(monkeypatch: pytest.MonkeyPatch) -> None:
    assert code(raw(("zeros", b"\0" * (2 << 20)))) == "GB7306"
    assert archives.unpack(raw(("zeros", b"\0" * (1 << 20))), "x.zip")
    assert code(raw(*((f"{at}", b"") for at in range(archives.MOST_FILES + 1)))) == "GB7306"
    monkeypatch.setattr(archives, "MOST_BYTES", 99)
    assert archives.unpack(raw(("a", b"x" * 99)), "x.zip")
    assert code(raw(("a", b"x" * 50), ("b", b"x" * 50))) == "GB7306"


def test_archives_inside_count_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_BYTES", 5000)
    inner = archives.pack([("a", b"x" * 4000)])
    assert archives.unpack(archives.pack([("1.zip", inner)]), "x.zip")
    assert code(archives.pack([("1.zip", inner), ("2.zip", inner)])) == "GB7306"
    deep = inner
    for _ in range(archives.MOST_NESTED + 1):
        deep = archives.pack([("in.zip", deep)])
    assert code(deep) == "GB7306"


def test_files_over_each_other_are_refused() -> None:
    """Two names for one stretch of the archive, as the most effective bombs have them."""
    data = bytearray(raw(("a", b"x" * 900), ("b", b"y" * 900)))
    directory = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", directory + 1)
    data[second + 42 : second + 46] = data[directory + 42 : directory + 46]
    assert code(bytes(data)) == "GB7306"


def test_damage_and_passwords() -> None:
    assert code(b"") == code(b"PK\x03\x04") == code(b"text") == "GB7305"
    data = bytearray(raw(("a", b"x" * 900)))
    data[33] ^= 255
    assert code(bytes(data)) == "GB7305"
    locked = bytearray(raw(("a", b"x")))
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert code(bytes(locked)) == "GB7305"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a", b"x")
    assert code(packed.getvalue()) == "GB7305"
