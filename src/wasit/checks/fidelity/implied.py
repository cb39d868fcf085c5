# ruff: noqa: E501 - tables of words are kept together
"""Sentences, and conditions told without an if: "should talks fail", "a week of calm, and they would"."""

from wasit.checks.fidelity.operators import Operator
from wasit.values import Token, TokenKind

__all__ = ["SENTENCE_END", "consequences", "inverted", "sentences_of"]

SENTENCE_END = frozenset(".;!?؟؛:…")


def sentences_of(tokens: tuple[Token, ...]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    start = 0
    for index, token in enumerate(tokens):
        if token.kind is TokenKind.SIGN and token.key in SENTENCE_END:
            found.append((start, index))
            start = index + 1
    if start < len(tokens):
        found.append((start, len(tokens) - 1))
    return tuple(found)


_INVERTED = frozenset({"should", "were", "had"})


def inverted(tokens: tuple[Token, ...], known: list[Operator]) -> list[Operator]:
    """ "Should talks fail ...": an English verb that opens its clause and is a condition."""
    taken = {each.first for each in known if each.family == "cond"}
    found: list[Operator] = []
    for index, token in enumerate(tokens):
        opens = index == 0 or tokens[index - 1].key in (*SENTENCE_END, ",")
        if not opens or token.key not in _INVERTED or index in taken:
            continue
        rest = [t.key for t in tokens[index + 1 : index + 24]]
        stop = next((n for n, key in enumerate(rest) if key in SENTENCE_END), len(rest))
        asked = "?" in rest[stop : stop + 1]
        if not asked:
            found.append(Operator("cond", "if", token.start, token.end, index, index))
    return found


_SUBJECTS = frozenset({"they", "we", "he", "she", "it", "you", "i"})
_FOLLOWS = frozenset({"will", "would", "could", "can", "'ll", "shall"})


def consequences(tokens: tuple[Token, ...]) -> list[Operator]:
    """ "A week of calm, and they would ...": a condition told without an if."""
    found: list[Operator] = []
    for index, token in enumerate(tokens[:-2]):
        following = tokens[index + 1 : index + 3]
        if token.key != "and" or following[0].key not in _SUBJECTS:
            continue
        if following[1].key in _FOLLOWS:
            found.append(Operator("cond", "and_then", token.start, token.end, index, index))
    return found
