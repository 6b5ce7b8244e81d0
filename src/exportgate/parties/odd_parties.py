"""Tells which of many parties, known by the words kept of them, have a word that weighs otherwise than before."""

import numpy as np

from exportgate.parties.kept_rows import Marks, Rows
from exportgate.parties.list_change import OddWords
from exportgate.parties.party_words import PART, PERSON, PartyWords


def odd_parties(kept: PartyWords, odd: OddWords) -> Marks:
    """Tell which parties have an odd word, so that they must be compared with every entry anew."""
    rows = Rows(kept)
    marks = np.array([word in odd.asked or odd.weighs(word) for word in kept.words], dtype=bool)
    given = np.array(sorted(odd.form_keys), dtype=np.uint32)
    marks[kept.form_keys_of[np.isin(kept.form_keys, given)]] = True
    found = rows.marked(marks) > 0
    found[kept.formal_row[marks[kept.formal_word]]] = True
    if odd.form_keys:
        part = (kept.word_flags & PART) > 0
        found |= ((kept.row_flags & PERSON) > 0) & (rows.marked(part) > 0)
    parties: Marks = np.zeros(kept.parties, dtype=bool)
    parties[kept.row_party[found]] = True
    return parties
