"""Whatever is given as a name gets an answer: never a crash, and no hit without a score and a reason."""

import sys

from hypothesis import example, given, settings
from hypothesis import strategies as st

from exportgate.parties.entry import Party
from exportgate.parties.index import NameIndex
from exportgate.parties.score import DEFAULT_MIN_SCORE
from exportgate.parties.search import PartyLists

from .listed import ENTRIES

LISTS = PartyLists([NameIndex.build("us", ENTRIES)])
PIECES = [
    *("a", "S.M.I.C.", "SМIC", "Huawei", "华为", "第五十五", "研究所", "有限公司", "カナ", "삼성", "شركة", "Общество"),
    *(
        "t/a ",
        " a.k.a. ",
        "also known as ",
        "c/o",
        "co ltd ",
        "LLC",
        "NII ",
        "Hong",
        "Kong",
        " Branch",
        "No. ",
        "0",
        "½",
    ),
    *("\u200d", "\u202e", "\ufeff", "\u0301", "\ufdfa", "\x00", "\x1b[31m", "\r\n", "\ud800", "\ue000", "\U0010ffff"),
    *("'", '"', "`", "?", "(", ")", "/", "&", ".", "-", "_", "%s", "{x}", "'; DROP TABLE x; --", "=1+1", "@", " "),
]
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.text(st.characters(codec=None, exclude_categories=()), max_size=60),
    st.tuples(st.sampled_from(PIECES), st.integers(0, 300)).map(lambda pair: pair[0] * pair[1]),
)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
@example("")
@example("a")
@example("\ud800" * 20)
@example("SМIC")
@example("".join(map(chr, range(0, sys.maxunicode, 4099))))
def test_any_text_is_answered(text: str) -> None:
    (answer,) = LISTS.search([Party(text)])
    for hit in answer.hits:
        assert DEFAULT_MIN_SCORE <= hit.score <= 1
        assert hit.why


def test_many_texts_are_answered_together_as_alone() -> None:
    texts = [piece * times for piece in PIECES for times in (1, 2, 40)]
    together = LISTS.search([Party(text) for text in texts])
    assert together == [PartyLists(LISTS.indexes).search([Party(text)])[0] for text in texts]
