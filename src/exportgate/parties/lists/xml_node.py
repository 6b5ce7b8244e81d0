"""An element of an XML list, whose parts are taken out one by one, so that what nobody took can be told."""

import re
from collections.abc import Collection, Iterator

from exportgate.parties.lists.csl_fields import tidy

WORD_END = re.compile(r"(?<=[a-z])(?=[A-Z])")


class XmlNode:
    """An element: its name and attributes without namespaces, the line on which it begins, and what is within it."""

    __slots__ = ("_children", "_pieces", "attributes", "line", "name")

    def __init__(self, name: str, attributes: dict[str, str], line: int) -> None:
        self.name = name
        self.attributes = attributes
        self.line = line
        self._pieces: list[str] = []
        self._children: list[XmlNode] = []

    def add(self, child: "XmlNode") -> None:
        """Add an element within this one."""
        self._children.append(child)

    def say(self, text: str) -> None:
        """Add text of this element itself; what only sets elements apart is none."""
        if self._pieces or not text.isspace():
            self._pieces.append(text)

    @property
    def text(self) -> str:
        """The element's own text in one line."""
        return tidy("".join(self._pieces))

    def take(self, *path: str) -> list["XmlNode"]:
        """Take out the elements at a path of names, in their order."""
        first, *rest = path
        if rest:
            holders = (child for child in self._children if child.name == first)
            return [node for holder in holders for node in holder.take(*rest)]
        taken = [child for child in self._children if child.name == first]
        if taken:
            self._children = [child for child in self._children if child.name != first]
        return taken

    def take_texts(self, *path: str) -> tuple[str, ...]:
        """Take out the elements at a path, and return what each says, once."""
        return tuple(dict.fromkeys(node.text for node in self.take(*path) if node.text))

    def take_text(self, *path: str) -> str:
        """Take out the elements at a path, and return what they say in one."""
        return "; ".join(self.take_texts(*path))

    def attribute(self, name: str) -> str:
        """Take out an attribute; empty where it is not there."""
        return tidy(self.attributes.pop(name, ""))

    def untaken(self, silent: Collection[str] = ()) -> Iterator[str]:
        """Yield "name: text" for whatever is left; `silent` names elements and attributes that say nothing."""
        for name, value in self.attributes.items():
            if value.strip() and name not in silent:
                yield f"{in_words(name)}: {tidy(value)}"
        for child in self._children:
            if child.name not in silent:
                if child.text:
                    yield f"{in_words(child.name)}: {child.text}"
                yield from child.untaken(silent)

    def raw(self) -> str:
        """Return everything that is left in the element, as a row that was set aside is shown."""
        return f"<{self.name}> " + "; ".join(self.untaken())


def in_words(name: str) -> str:
    """Return the name of an element as words: `DATE_OF_ISSUE` as "date of issue", `issuedBy` as "issued by"."""
    return WORD_END.sub(" ", name).replace("_", " ").lower()
