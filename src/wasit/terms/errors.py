"""What can be wrong with terms, each one clear sentence.

All but ``NoTerms`` are leaves of ``BadInput``: a person corrects the file and asks again. An empty
zone is not among them: it is a result, and is explained.
"""

from wasit.errors import BadInput, NotFound


class NoTerms(NotFound):
    """The path named for terms is not there, or holds no terms file."""

    code = "terms-not-found"
    advice = "Name a folder with a domain file and its profiles, or a terms file in TOML."


class UnreadableTerms(BadInput):
    """The file is of another format, or breaks the rules of its own."""

    code = "terms-unreadable"
    advice = "Compare the file with docs/terms.md; nothing was computed."


class MissingEvaluation(BadInput):
    """A side says nothing on an option or an issue that the domain has."""

    code = "terms-missing-evaluation"
    advice = "Ask that side, or give a range from 0 to 1; nothing was computed."


class NegativeWeight(BadInput):
    """A side gives an issue a weight below nought."""

    code = "terms-negative-weight"
    advice = "Turn the option values round instead of the weight; nothing was computed."


class UnknownName(BadInput):
    """Something names an issue, option, side or statement that the terms do not have."""

    code = "terms-unknown-name"
    advice = "Correct the name, or add what it names; nothing was computed."


class LinkageCircle(BadInput):
    """Linkages run in a circle: following "if … then …" leads back to where it began."""

    code = "terms-linkage-circle"
    advice = "Say `together` for what goes hand in hand, or drop one linkage; nothing was computed."


class UnknownCommitment(BadInput):
    """A condition names a commitment that nobody has offered."""

    code = "terms-unknown-commitment"
    advice = "Correct the name, or take the commitment down first; nothing was computed."


class UnreadableCondition(BadInput):
    """A condition is not names joined by `and`, `or` and brackets."""

    code = "terms-unreadable-condition"
    advice = "Write it as in docs/terms.md: `a and (b or c)`; nothing was computed."
