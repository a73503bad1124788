"""Reading apart: answers and refusals come through, an end does no harm."""

import os

import pytest

from vocational.shared import confinement
from vocational.shared.confined_process import MOST_MEMORY
from vocational.shared.confinement import ReadingEnded, confined
from vocational.shared.errors import RuleViolation


def turned(content: bytes) -> bytes:
    return content[::-1]


def refusing(content: bytes) -> bytes:
    raise RuleViolation("copy.pages", "file", most=2, actual=len(content))


def unfolding(content: bytes) -> bytes:
    return bytes(2 * MOST_MEMORY)


def ending(content: bytes) -> bytes:
    os.abort()


def failing(content: bytes) -> bytes:
    raise AttributeError(content)


def tarrying(content: bytes) -> bytes:
    while content is not None:
        pass
    return b""


def test_an_answer_comes_through_whatever_its_bytes():
    assert confined(turned, b"-+\x00\xff") == b"\xff\x00+-"


def test_a_refusal_comes_through_with_what_it_names():
    with pytest.raises(RuleViolation) as caught:
        confined(refusing, b"abc")
    assert (caught.value.code, caught.value.field) == ("copy.pages", "file")
    assert caught.value.params == {"most": 2, "actual": 3}


@pytest.mark.parametrize("act", [unfolding, ending, failing])
def test_an_end_is_told_apart_from_an_answer(act):
    with pytest.raises(ReadingEnded):
        confined(act, b"")


def test_who_reads_for_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(confinement, "MOST_SECONDS", 0.5)
    with pytest.raises(ReadingEnded):
        confined(tarrying, b"")
