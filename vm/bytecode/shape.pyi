"""The check of msgpack bytes before they are unpacked; see shape.pyx."""

MAX_DEPTH: int
MAX_VALUES: int

class ShapeError(ValueError):
    """Bytes that are not one complete msgpack value of plain data within the limits."""

def check_shape(data: bytes, most: int = ...) -> None:
    """Raise ``ShapeError`` unless ``data`` is exactly one msgpack value of at most ``most`` values."""
