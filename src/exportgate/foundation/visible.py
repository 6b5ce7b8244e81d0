"""Makes every character of a text from outside safe to show: what a page or a cell cannot hold, or what would reorder
the text around it, is replaced by a mark that can be seen."""

BIDI_CONTROLS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
ZERO_WIDTH = (0xAD, 0x034F, 0x061C, *range(0x200B, 0x2010), *range(0x2060, 0x2065), 0xFEFF)
"""Characters that take no room. Some scripts need them, so only where a fault is shown are they marks."""
UNSHOWN: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n"},
    0x7F: "\u2421",
    **dict.fromkeys((*range(0x80, 0xA0), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)), "\ufffd"),
    **{code: f"\u27e8U+{code:04X}\u27e9" for code in BIDI_CONTROLS},
}


def visible(text: str) -> str:
    """Return the text with control characters, half characters and direction overrides as visible marks."""
    if text.isascii() and text.isprintable():
        return text
    return text.translate(UNSHOWN)


def clipped(text: str, limit: int) -> str:
    """Return the text, cut with an ellipsis where it is longer than the limit."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
