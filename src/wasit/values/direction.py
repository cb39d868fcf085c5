"""Which way a language is written, told by its tag alone."""

__all__ = ["RIGHT_TO_LEFT", "reads_right_to_left"]

RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"}
)
"""Languages written from right to left, by the first part of their BCP 47 tag."""


def reads_right_to_left(language: str) -> bool:
    """Whether text in that language is written from right to left.

    >>> reads_right_to_left("fa-IR"), reads_right_to_left("fr"), reads_right_to_left("az-Arab")
    (True, False, True)
    """
    first, *rest = language.lower().split("-")
    return first in RIGHT_TO_LEFT or "arab" in rest
