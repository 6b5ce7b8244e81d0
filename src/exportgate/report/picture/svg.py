"""Elements of a picture in SVG as text; whatever comes from outside is escaped here."""

from xml.sax.saxutils import escape, quoteattr

Attribute = str | float | int


def element(name: str, content: str = "", /, **attributes: Attribute) -> str:
    """Return an element around content that is SVG already; `_` in the name of an attribute stands for `-`."""
    written = "".join(f" {key.replace('_', '-')}={quoteattr(_text(value))}" for key, value in attributes.items())
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def text(words: str, x: float, y: float, /, **attributes: Attribute) -> str:
    """Return words at a place."""
    return element("text", escape(words), x=x, y=y, **attributes)


def title(words: str) -> str:
    """Return what a reader sees who points at the element around it."""
    return element("title", escape(words))


def rect(left: float, top: float, right: float, bottom: float, /, **attributes: Attribute) -> str:
    """Return a rectangle by its edges."""
    return element("rect", x=left, y=top, width=right - left, height=bottom - top, **attributes)


def line(x1: float, y1: float, x2: float, y2: float, /, **attributes: Attribute) -> str:
    """Return a line from one place to another."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **attributes)


def _text(value: Attribute) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
