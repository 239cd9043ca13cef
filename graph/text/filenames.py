"""Names that a file may bear on every system.

Names come from documents and graphs that anybody may have written. A name that leads to another folder, that
a terminal obeys or that some system cannot keep is refused with a reason, never mended: what is mended in
silence could fall on another's file.
"""

from __future__ import annotations

import re

# In bytes, as file systems count. They allow 255; what is kept beside a file has a few more than the file.
LONGEST = 200
# Both kinds of stroke, and what Windows keeps for drives, for patterns of names and for its shell.
_SIGNS = re.compile(r'[/\\:*?"<>|]')
# The devices of Windows, which it finds under these names in every folder, whatever their ending.
_DEVICES = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])\s*(\..*)?", re.IGNORECASE
)


def fault(name: str) -> str | None:
    """Why no file may bear that name, such as “holds a /”; None if one may."""
    if not name:
        return "is empty"
    if sign := _SIGNS.search(name):
        return f"holds a {sign[0]}"
    # Also what has no width, so that no two names look the same.
    if not name.isprintable():
        return "holds a character that does not show"
    if name.startswith("."):
        return "begins with a full stop"
    if name != name.strip() or name.endswith("."):
        return "begins or ends with a space, or ends in a full stop"
    if _DEVICES.fullmatch(name):
        return "is the name of a device of Windows"
    if len(name.encode("utf-8")) > LONGEST:
        return f"is longer than {LONGEST} bytes"
    return None


def place(name: str) -> str:
    """What two names have in common that some system takes for one file: Plan.txt and plan.TXT, or one é
    written in two ways."""
    import unicodedata

    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
