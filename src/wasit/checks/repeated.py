"""The first check: a sentence that may not cross in its own words, repeated word for word.

Compared are folded texts (``wasit.talks.folded``), so that case, accents, punctuation, spacing and
invisible characters hide nothing. What the target said or was told already is no secret from it:
a wording found in a text that it knows is not reported. Paraphrase is not looked for here.
"""

from wasit.talks import Finding, FoldedWords, KeptText, Strength, Wording, folded

__all__ = ["CHECK", "repeated"]

CHECK = "repeated"
"""The check's name in findings."""


def repeated(wording: Wording) -> tuple[Finding, ...]:
    """A stop for every sentence kept from the target that the draft repeats word for word."""
    words = FoldedWords(wording.words)
    findings: list[Finding] = []
    for kept in wording.kept:
        if kept.permits.wording:
            continue
        secret = folded(kept.text)
        if not words.repeat(secret):
            continue
        if not any(FoldedWords([known.text]).repeat(secret) for known in wording.known):
            findings.append(_stop(kept, words.span_of(secret)))
    return tuple(findings)


def _stop(kept: KeptText, span: str) -> Finding:
    marks = ", ".join(held.mark.code.value for held in kept.marks)
    state = "taken back" if kept.withdrawn else f"marked {marks}"
    return Finding(
        check=CHECK,
        strength=Strength.STOP,
        kind="repeated_wording",
        span=span,
        source=kept.source,
        why=f"It repeats word for word a sentence of room {kept.source.room!r} that is {state}.",
    )
