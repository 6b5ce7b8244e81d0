"""Tells which of many parties, known by the words kept of them, may match an entry of an index.

Nothing is lost: every way in which a search finds an entry by name or number (`candidates`, `person_keys`, `sisters`)
has its test here, each as strict as what is kept allows. Whoever passes is to be searched.
"""

from collections.abc import Sequence

import numpy as np

from exportgate.parties.alignment import SPELLED_OUT, acronym_degree
from exportgate.parties.alike_words import AlikePairs, alike_pairs
from exportgate.parties.beside_roots import BesideRoots
from exportgate.parties.bounds import Sides
from exportgate.parties.evidence import WordEvidence
from exportgate.parties.grouped import Ints, KeyTable, distinct, pack, spread, unpack
from exportgate.parties.index import NameIndex
from exportgate.parties.index_arrays import ACRONYM, keyed
from exportgate.parties.kept_rows import Marks, Rows
from exportgate.parties.matches import Matcher
from exportgate.parties.name_batch import NameBatch, Spans
from exportgate.parties.name_tables import person_words, places, stands_for
from exportgate.parties.names import party_readings
from exportgate.parties.near_strings import differ_little, edits_of
from exportgate.parties.party_words import PART, PERSON, PartyWords
from exportgate.parties.person_words import FEW
from exportgate.parties.score import DEFAULT_MIN_SCORE, whole_edits
from exportgate.parties.string_segments import piece_keys, query_pieces
from exportgate.parties.text_keys import Spelled
from exportgate.parties.weights import Rarity


class Sieve:
    """The tests for the entries of one index; `rarity` is that of the words of all lists that are searched."""

    def __init__(self, index: NameIndex, rarity: Rarity, min_score: float = DEFAULT_MIN_SCORE) -> None:
        self._index, self._rarity = index, rarity
        self._matcher = Matcher(index, rarity, min_score)
        self._retrieval = self._matcher.retrieval
        telling = [at for at, word in enumerate(index.arrays.words) if acronym_degree(word, rarity.with_word(word)) > 0]
        texts = [index.arrays.words[at] for at in telling]
        self._telling = keyed(Spelled(texts).whole(ACRONYM), np.array(telling, dtype=np.int64))
        runs = np.concatenate([index.arrays.runs.keys, index.arrays.word_texts.keys])
        self._runs = keyed(runs, np.zeros(len(runs), dtype=np.int64))
        self._beside = BesideRoots(index, rarity)
        self._cores = {stands_for(word) for word in index.arrays.words}
        self._strings = [index.squeezed(at) for at in range(2 * index.names)]
        self._segments = keyed(*piece_keys(Spelled(self._strings), query_pieces, whole_edits))

    def by_number(self, kept: PartyWords) -> Marks:
        """Tell which parties may have a number of an entry."""
        passing = np.zeros(kept.parties, dtype=bool)
        passing[kept.identifiers_of[self._index.having("identifiers", kept.identifiers)]] = True
        return passing

    def matching(self, names: Sequence[str]) -> Marks:
        """Tell which names match an entry: for those that pass, what a search of these entries alone would find."""
        return np.array([bool(found) for found in self._matcher.match(list(map(party_readings, names)))], dtype=bool)

    def by_name(self, kept: PartyWords) -> Marks:
        """Tell which parties may have the name of an entry."""
        passing = np.zeros(kept.parties, dtype=bool)
        if self._index.names:
            rows = Rows(kept)
            found = [self._as_strings(rows), self._as_persons(rows), self._as_sisters(rows), self._by_words(rows)]
            passing[kept.row_party[np.concatenate(found)]] = True
        return passing

    def _as_strings(self, rows: Rows) -> Ints:
        """Return rows that are the same string as a listed name, or differ from one by a few letters.

        Strings are cut on the side of the parties here, and what they are cut into is looked for in listed names.
        """
        kept = rows.kept
        same = np.flatnonzero(self._index.arrays.wholes.has(kept.strings)) // 2
        listed, place = self._segments.look_up(kept.segments)
        mine = kept.segments_of[place].astype(np.int64)
        allowed = edits_of(kept.string_lengths[mine].astype(np.int64))
        differing = np.bitwise_count(kept.sketches[mine] ^ self._index.arrays.sketches[listed])
        mine, listed = unpack(distinct(pack(mine, listed)[differing <= 2 * allowed]))
        texts = [rows.string(at) for at in mine.tolist()]
        near: Ints = mine[differ_little(texts, [self._strings[at] for at in listed.tolist()])] // 2
        return np.concatenate([same, near])

    def _as_persons(self, rows: Rows) -> Ints:
        """Return rows that share enough words with a listed person."""
        kept, known = rows.kept, person_words()
        rooted = (kept.word_flags & PART) > 0
        rooted[kept.root_keys_of[self._index.having("person_roots", kept.root_keys)]] = True
        slight = np.array([known.get(word, "optional") != "optional" for word in kept.words], dtype=bool)
        full = ~slight & np.array([len(word) > 1 for word in kept.words], dtype=bool)
        few = (rows.marked(full) < FEW) | (kept.row_heads < kept.row_counts)
        roots = rows.marked(rooted & full) + few * rows.marked(rooted & slight)
        formal = np.bincount(kept.formal_row[(rooted & (slight | full))[kept.formal_word]], minlength=len(roots))
        roots = np.where((kept.row_flags & PERSON) > 0, np.maximum(roots, formal), 0)
        single = np.flatnonzero(roots == 1)
        beside = self._beside.of_words(kept, rooted)
        more = [self._beside.may_match(rows.name(at), beside) for at in single.tolist()]
        found = np.concatenate([np.flatnonzero(roots > 1), single[np.array(more, dtype=bool)]])
        pairs = self._index.persons_of([rows.name(at) for at in found.tolist()], self._rarity)
        return found[np.array([at for at, _ in pairs], dtype=np.int64)]

    def _as_sisters(self, rows: Rows) -> Ints:
        """Return rows that are a listed name but for places."""
        place = np.array([word in places() for word in rows.kept.words], dtype=bool)
        core = np.array([stands_for(word) in self._cores for word in rows.kept.words], dtype=bool)
        found = np.flatnonzero((rows.marked(place) > 0) & (rows.marked(place | core) == rows.kept.row_counts))
        pairs = self._index.sisters_of([rows.name(at) for at in found.tolist()])
        return found[np.array([at for at, _ in pairs], dtype=np.int64)]

    def _by_words(self, rows: Rows) -> Ints:
        """Return rows whose agreeing words could be enough for a listed name."""
        kept = rows.kept
        alike = alike_pairs(kept.words, self._index, KeyTable(kept.word_keys, kept.word_keys_of.astype(np.uint32)))
        starts = np.searchsorted(alike.words, np.arange(len(kept.words) + 1))
        maybe = rows.marked(self._short(kept.words)) > 0
        maybe[kept.acronyms_of[self._telling.has(kept.acronyms)]] = True
        for first, batch, words in rows.batches(np.arange(len(maybe))):
            maybe[first + self._led(batch, words, alike, starts)] = True
            spans, keys = batch.runs(1)
            maybe[first + batch.name_of[spans.first[self._runs.has(keys)]]] = True
        left = np.flatnonzero(maybe)
        found = [
            left[first + unpack(self._retrieval.by_words(batch, self._spelled(rows, left, first, batch)))[0]]
            for first, batch, _ in rows.batches(left)
        ]
        return np.concatenate([np.empty(0, dtype=np.int64), *found])

    def _short(self, words: Sequence[str]) -> Marks:
        """Tell which words say something as the acronym of a listed name."""
        marks = self._index.arrays.acronyms.has(Spelled(words).whole(ACRONYM))
        for at in np.flatnonzero(marks).tolist():
            marks[at] = acronym_degree(words[at], self._rarity.with_acronym(words[at])) > 0
        return marks

    def _led(self, batch: NameBatch, words: Ints, alike: AlikePairs, starts: Ints) -> Ints:
        """Return the rows of a batch to which heavy words lead and that could cover enough of a listed name."""
        row, token = spread(starts[words], starts[words + 1], np.arange(len(alike.words), dtype=np.int32))
        spans = Spans(token, np.ones_like(token))
        evidence = WordEvidence(spans, alike.listed[row], alike.degrees[row], alike.same[row])
        nothing = np.zeros(len(batch))
        told = self._retrieval.word_weights, self._retrieval.word_proofs, self._retrieval.name_totals
        sides = Sides(batch.name_of, nothing, nothing, self._index.arrays.name_words, *told)
        return unpack(self._retrieval.led(evidence, sides))[0]

    def _spelled(self, rows: Rows, chosen: Ints, first: int, batch: NameBatch) -> WordEvidence:
        """Return the listed words that are acronyms of the names of a batch, whose rows are chosen from `first` on."""
        kept, mine = rows.kept, chosen[first : first + len(batch)]
        begin, end = np.searchsorted(kept.acronyms_of, mine), np.searchsorted(kept.acronyms_of, mine, side="right")
        at, name = spread(begin, end, np.arange(len(kept.acronyms), dtype=np.int32))
        word, place = self._telling.look_up(kept.acronyms[at])
        at, name = at[place], name[place]
        texts = [self._index.arrays.words[number] for number in word.tolist()]
        degrees = [SPELLED_OUT * acronym_degree(text, self._rarity.with_word(text)) for text in texts]
        spans = Spans(batch.starts[name] + kept.acronym_firsts[at], kept.acronym_sizes[at].astype(np.int64))
        return WordEvidence(spans, word, np.array(degrees, dtype=np.float64), np.ones(len(word), dtype=bool))
