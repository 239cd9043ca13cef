"""The plain form of a registered copy, kept beside it so that no command makes it again.

A line says of which text it was made and what stands in the file; then come the runs and the plain text. An
index that is of another text, of another version of this program or damaged is none."""

from __future__ import annotations

import sys
from array import array
from zlib import crc32

from goldthread.graph.sources.plaintext import PlainText

# Raised whenever the plain form of a text, or this file, becomes another.
VERSION = 1
NAME = "goldthread-index"
# Of array's numbers in bytes, as every system has them today; elsewhere no index is kept.
SIZE = 4


def packed(raw: bytes, plain: PlainText) -> bytes:
    """The index of a text, given as it lies in its file."""
    body = b"".join(
        [_little(plain.starts), _little(plain.offsets), plain.text.encode("utf-8", "surrogatepass")]
    )
    said = (NAME, VERSION, len(raw), crc32(raw), len(plain.starts), len(body), crc32(body))
    return " ".join(map(str, said)).encode("ascii") + b"\n" + body


def unpacked(raw: bytes, index: bytes) -> PlainText | None:
    """The plain form of a text as it lies in its file; None if the index is not one of it."""
    head, _, body = index.partition(b"\n")
    said = head.split(b" ")
    of_text = [*map(str.encode, map(str, (NAME, VERSION, len(raw), crc32(raw))))]
    if len(said) != 7 or said[:4] != of_text or said[5:] != [b"%d" % len(body), b"%d" % crc32(body)]:
        return None
    end = int(said[4]) * SIZE
    starts, offsets = (_numbers(body[begin : begin + end]) for begin in (0, end))
    return PlainText(body[2 * end :].decode("utf-8", "surrogatepass"), starts, offsets)


def _little(numbers: array[int]) -> bytes:
    if sys.byteorder == "big":
        numbers = array(numbers.typecode, numbers)
        numbers.byteswap()
    return numbers.tobytes()


def _numbers(raw: bytes) -> array[int]:
    numbers = array("I", raw)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
