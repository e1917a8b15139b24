"""How alike short notes are, offline: shared word stems and shared pieces of words.

Notes are compared as vectors: TF-IDF over the stems of their words (the Snowball stemmer of
their language) and over their pieces of three to five letters, which forgive typing errors. The
similarity of two notes is the mean of the two cosines, from 0, nothing shared, to 1, the same
words. It knows no synonyms: it proposes, and people decide.

References
----------
Salton, G. & Buckley, C. (1988). Term-weighting approaches in automatic text retrieval.
Information Processing & Management 24(5), 513-523.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

import numpy as np
import pandas as pd
import snowballstemmer
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from playbook.locales import stop_words, writing_of
from playbook.tables.matching import fold

NOTES_AT_A_TIME, PAIRS_AT_A_TIME = 100, 50_000
"""So that memory does not grow with the square of the notes."""
MARGIN = 1e-6  # many times what rounding errors add up to


def note_vectors(texts: Sequence[str], language: str) -> sparse.csr_matrix:
    """Turn notes into vectors whose inner products are their similarities.

    Parameters
    ----------
    texts : sequence of str, length n
        Short notes.
    language : str
        A code of `LANGUAGES`: the language of most of the notes.

    Returns
    -------
    sparse matrix, shape (n, features)
        A note without a word that counts is a row of zeros: similar to nothing.
    """
    return _note_vectors(tuple(texts), language)


@lru_cache(maxsize=2)
def _note_vectors(texts: tuple[str, ...], language: str) -> sparse.csr_matrix:
    """Vectors of notes; several questions are asked of the same ones."""
    stems = TfidfVectorizer(analyzer=_stem_reader(language), sublinear_tf=True)
    pieces = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(3, 5), preprocessor=fold, sublinear_tf=True
    )
    parts = [_vectors(stems, texts), _vectors(pieces, texts)]
    counted = sparse.diags_array((parts[0].getnnz(axis=1) > 0).astype(float))
    return (counted @ sparse.hstack([part / np.sqrt(2) for part in parts])).tocsr()


def likeness(vectors: sparse.csr_matrix, others: sparse.csr_matrix) -> sparse.csr_matrix:
    """The similarities of notes to others, from their vectors.

    Rounded, so that the same words are exactly as alike as 1, and pass a threshold of 1.
    """
    return round(vectors @ others.T, 9)


def closest(
    vectors: sparse.csr_matrix, others: sparse.csr_matrix, *, among_themselves: bool = False
) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """The note among others that is most like each note, the first of several, and how alike.

    Parameters
    ----------
    vectors, others : sparse matrix, shape (n, features) and (m, features)
        As `note_vectors` gives them.
    among_themselves : bool
        Whether both are the same notes: none is then its own closest.

    Returns
    -------
    positions, similarities : ndarray, length n
        A similarity of -1 where there is no other note.
    """
    positions = np.zeros(vectors.shape[0], dtype=np.intp)
    similarities = np.full(vectors.shape[0], -1.0)
    if not others.shape[0]:
        return positions, similarities
    for start in range(0, vectors.shape[0], NOTES_AT_A_TIME):
        block = likeness(vectors[start : start + NOTES_AT_A_TIME], others).toarray()
        rows = np.arange(len(block))
        if among_themselves:
            block[rows, start + rows] = -1.0
        here = slice(start, start + len(block))
        positions[here] = block.argmax(axis=1)
        similarities[here] = block[rows, positions[here]]
    return positions, similarities


def similar_pairs(texts: Sequence[str], language: str, threshold: float) -> pd.DataFrame:
    """List the pairs of notes that are at least this alike, the most alike first.

    Returns
    -------
    DataFrame
        Columns first, second (positions in `texts`, first before second) and similarity.
    """
    vectors = note_vectors(texts, language)
    first, second = _candidates(vectors, threshold)
    similarity = np.zeros(len(first))
    for start in range(0, len(first), PAIRS_AT_A_TIME):
        here = slice(start, start + PAIRS_AT_A_TIME)
        both = vectors[first[here]].multiply(vectors[second[here]])
        similarity[here] = np.asarray(both.sum(axis=1)).ravel().round(9)
    pairs = pd.DataFrame({"first": first, "second": second, "similarity": similarity})
    pairs = pairs[pairs["similarity"] > 0]
    pairs = pairs[pairs["similarity"] >= threshold]
    return pairs.sort_values(
        ["similarity", "first", "second"], ascending=[False, True, True], ignore_index=True
    )


def _candidates(
    vectors: sparse.csr_matrix, threshold: float
) -> tuple[NDArray[np.integer], NDArray[np.integer]]:
    """The pairs of notes that may be at least this alike, without comparing all with all.

    What a note shares with many others is left out, as long as its length stays below half the
    threshold: what is left out can make two notes alike by less than that, so the rest of a pair
    must make it alike by more than the other half (Bayardo, Ma & Srikant 2007, Scaling up all
    pairs similarity search, with a bound on either side).
    """
    half = threshold / 2
    rows = np.repeat(np.arange(vectors.shape[0]), np.diff(vectors.indptr))
    notes = np.bincount(vectors.indices, minlength=vectors.shape[1])
    common_first = np.lexsort((vectors.indices, -notes[vectors.indices], rows))
    squares = np.cumsum(vectors.data[common_first] ** 2)
    before = np.concatenate([[0.0], squares])[vectors.indptr[:-1]]
    length = np.sqrt(np.maximum(squares - before[rows], 0))
    kept = common_first[length >= half - MARGIN]
    telling = sparse.csr_matrix(
        (vectors.data[kept], (rows[kept], vectors.indices[kept])), shape=vectors.shape
    )
    first: list[NDArray[np.integer]] = [np.empty(0, int)]
    second: list[NDArray[np.integer]] = [np.empty(0, int)]
    by_feature = telling.T.tocsr()
    for start in range(0, vectors.shape[0], NOTES_AT_A_TIME):
        shared = (telling[start : start + NOTES_AT_A_TIME] @ by_feature).tocoo()
        may_be = (shared.data >= threshold - half - MARGIN) & (shared.row + start < shared.col)
        first.append(shared.row[may_be] + start)
        second.append(shared.col[may_be])
    return np.concatenate(first), np.concatenate(second)


def _vectors(vectorizer: TfidfVectorizer, texts: Sequence[str]) -> sparse.csr_matrix:
    """Fit a vectorizer; notes of which no word counts share nothing."""
    try:
        return vectorizer.fit_transform(texts)
    except ValueError:  # scikit-learn refuses an empty vocabulary
        return sparse.csr_matrix((len(texts), 1))


@cache
def _stop_words(language: str) -> frozenset[str]:
    """The words of a language that say nothing of a note's subject, folded."""
    return frozenset(map(fold, stop_words(language)))


def _stem_reader(language: str) -> Callable[[str], list[str]]:
    """A function that reads the stems of a note's words."""
    writing = writing_of(language)
    stemmer = snowballstemmer.stemmer(writing.stemmer)
    elided = re.compile(rf"\b({'|'.join(writing.elided)})['’]") if writing.elided else None

    def read(text: str) -> list[str]:
        text = elided.sub("", text.lower()) if elided else text.lower()
        words = re.findall(r"\w+", text)
        counted = [word for word in words if fold(word) not in _stop_words(language)]
        return [fold(stem) for stem in stemmer.stemWords(counted)]

    return read
