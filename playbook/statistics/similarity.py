"""How alike short notes are, offline: shared word stems and shared pieces of words.

Notes are compared as vectors: TF-IDF over the stems of their words (Snowball stemmers, English or
French) and over their pieces of three to five letters, which forgive typing errors. The
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
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import snowballstemmer
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from playbook.tables.matching import fold

STEMMERS = {"en": "english", "fr": "french"}
STOP_WORDS = Path(__file__).parent / "stop_words"
ELISION = re.compile(r"\b([cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’]", re.IGNORECASE)


def note_vectors(texts: Sequence[str], language: str) -> sparse.csr_matrix:
    """Turn notes into vectors whose inner products are their similarities.

    Parameters
    ----------
    texts : sequence of str, length n
        Short notes.
    language : str
        A code of `STEMMERS`: the language of most of the notes.

    Returns
    -------
    sparse matrix, shape (n, features)
        A note without a word that counts is a row of zeros: similar to nothing.
    """
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


def similar_pairs(texts: Sequence[str], language: str, threshold: float) -> pd.DataFrame:
    """List the pairs of notes that are at least this alike, the most alike first.

    Returns
    -------
    DataFrame
        Columns first, second (positions in `texts`, first before second) and similarity.
    """
    vectors = note_vectors(texts, language)
    product = sparse.triu(likeness(vectors, vectors), k=1).tocoo()
    pairs = pd.DataFrame({"first": product.row, "second": product.col, "similarity": product.data})
    pairs = pairs[pairs["similarity"] >= threshold]
    return pairs.sort_values(
        ["similarity", "first", "second"], ascending=[False, True, True], ignore_index=True
    )


def _vectors(vectorizer: TfidfVectorizer, texts: Sequence[str]) -> sparse.csr_matrix:
    """Fit a vectorizer; notes of which no word counts share nothing."""
    try:
        return vectorizer.fit_transform(texts)
    except ValueError:  # scikit-learn refuses an empty vocabulary
        return sparse.csr_matrix((len(texts), 1))


@cache
def _stop_words(language: str) -> frozenset[str]:
    """The words of a language that say nothing of a note's subject, folded."""
    words = (STOP_WORDS / f"{language}.txt").read_text(encoding="utf-8").split()
    return frozenset(map(fold, words))


def _stem_reader(language: str) -> Callable[[str], list[str]]:
    """A function that reads the stems of a note's words."""
    stemmer = snowballstemmer.stemmer(STEMMERS[language])

    def read(text: str) -> list[str]:
        words = re.findall(r"\w+", ELISION.sub("", text.lower()))
        counted = [word for word in words if fold(word) not in _stop_words(language)]
        return [fold(stem) for stem in stemmer.stemWords(counted)]

    return read
