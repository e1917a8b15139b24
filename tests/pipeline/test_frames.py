"""Messages in a pipe among what is printed there come out whole, and in their order."""

from __future__ import annotations

import os
import threading
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.pipeline.kernels.frames import ATOMIC, MARK_BYTES, Frames, Unframed

MARK = bytes(range(MARK_BYTES))
LETTERS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
PRINTED = st.tuples(st.just("stream"), LETTERS)
SENT = st.tuples(st.sampled_from(["display_data", "done"]), LETTERS)


def written(told: list[tuple[str, str]]) -> bytes:
    """What is in the pipe when texts were printed and messages sent, one after the other."""
    outlet, inlet = os.pipe()
    with os.fdopen(inlet, "w", encoding="utf-8", newline="") as printed:
        frames = Frames(inlet, MARK, printed)
        for kind, text in told:
            if kind == "stream":
                printed.write(text)
            else:
                frames.send(kind, {"text": text})
    with os.fdopen(outlet, "rb") as pipe:
        return pipe.read()


def read(raw: bytes, chunk: int) -> list[tuple[str, str]]:
    """What comes out of a pipe that is read in pieces; what was printed at once is one text."""
    messages, out = Unframed(MARK), list[tuple[str, str]]()
    for start in range(0, len(raw), chunk):
        messages.add(raw[start : start + chunk])
        for kind, content in messages.taken():
            if kind == "stream" and out and out[-1][0] == "stream":
                out[-1] = ("stream", out[-1][1] + content["text"])
            else:
                out.append((kind, content["text"]))
    return out


def as_one(told: list[tuple[str, str]]) -> list[tuple[str, str]]:
    out = list[tuple[str, str]]()
    for kind, text in told:
        if kind == "stream" and out and out[-1][0] == "stream":
            out[-1] = ("stream", out[-1][1] + text)
        else:
            out.append((kind, text))
    return out


@given(st.lists(PRINTED | SENT, max_size=6), st.integers(1, 50))
def test_what_was_printed_and_sent_comes_out_in_its_order(
    told: list[tuple[str, str]], chunk: int
) -> None:
    told = [*told, ("done", "")]
    assert read(written(told), chunk) == as_one(told)


def test_a_long_message_is_not_cut_by_what_another_prints_meanwhile() -> None:
    outlet, inlet = os.pipe()
    text, noise = "é" * (20 * ATOMIC), b"n" * 10
    messages = Unframed(MARK)
    found: list[tuple[str, Any]] = []
    with os.fdopen(inlet, "w", encoding="utf-8") as printed, os.fdopen(outlet, "rb") as pipe:
        stop = threading.Event()

        def print_on() -> None:
            while not stop.is_set():
                os.write(inlet, noise)

        other = threading.Thread(target=print_on)
        sender = threading.Thread(
            target=Frames(inlet, MARK, printed).send, args=("done", {"t": text})
        )
        other.start()
        sender.start()
        while ("done", {"t": text}) not in found:
            messages.add(os.read(pipe.fileno(), 1000))
            found += messages.taken()
        stop.set()
        os.set_blocking(inlet, False)
        other.join()
        sender.join()
    printed_text = "".join(content["text"] for kind, content in found if kind == "stream")
    assert set(printed_text) <= {"n"}


@pytest.mark.parametrize("cut", range(1, MARK_BYTES))
def test_half_a_mark_is_not_taken_for_text(cut: int) -> None:
    messages = Unframed(MARK)
    messages.add(b"text" + MARK[:cut])
    taken = "".join(content["text"] for _kind, content in messages.taken())
    assert "text".startswith(taken)
