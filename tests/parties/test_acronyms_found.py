"""Looking for known acronyms finds those that spelling all of them out would."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from exportgate.parties.acronyms import acronyms_of
from exportgate.parties.acronyms_found import acronyms_found, known_words
from exportgate.parties.names import normalize

WORDS = ["Semiconductor", "Manufacturing", "International", "ChangXin", "Hefei", "Beijing", "of", "and", "Group", "38"]
WORDS += ["Yangtze", "Memory", "Inspur", "Cangshan", "Co., Ltd.", "JSC", "Branch", "x", "华为技术"]
LETTERS = st.text("abcghimsxy", min_size=1, max_size=9)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=11), st.sets(LETTERS, max_size=8), st.integers(1, 3))
@example(["Semiconductor", "Manufacturing", "International", "Co., Ltd."], {"smi", "smic", "mi"}, 1)
def test_only_the_known_acronyms_are_found_and_all_of_them(words: list[str], other: set[str], every: int) -> None:
    name = normalize(" ".join(words))
    parts = name.tokens, name.initials, name.forms, name.head
    spelled = acronyms_of(*parts)
    kept = set(list(spelled)[::every])
    known = known_words(other | kept)
    assert acronyms_found(*parts, known) == {word: span for word, span in spelled.items() if word in other | kept}


def test_a_word_that_is_no_acronym_is_not_kept() -> None:
    assert known_words(["ab", "abc", "ab1", "abcdefghi", "äbc"]).words == {"abc"}
