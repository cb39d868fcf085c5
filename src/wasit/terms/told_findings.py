"""Findings about what was told: statements, texts, lists of things, causes of an empty zone.

As ``findings``, one JSON object each, for the desk's eyes alone.
"""

from collections.abc import Sequence
from fractions import Fraction

from wasit.terms.empty_zone import Cause
from wasit.terms.exact import shown
from wasit.terms.findings import Json
from wasit.terms.named_things import adjusted_winner, largest_nash_product
from wasit.terms.own_format import TermsFile, read_number, sources
from wasit.terms.texts import (
    Adherence,
    Version,
    brackets_in,
    text_hash,
    text_standing,
    word_diff,
)


def texts_json(terms: TermsFile, *, sides: Sequence[str] = ()) -> Json:
    """Every text: versions with hash, brackets and word diff, and who stands by which.

    ``sides`` are those whose adherence makes a text agreed; by default the sides of the terms.
    """
    sides = sides or [side.name for side in terms.sides]
    texts: list[Json] = []
    for text in terms.texts:
        versions = [Version(v.id, v.words, v.by, v.at) for v in text.versions]
        adherences = [Adherence(a.side, a.hash, a.at) for a in text.adherences]
        named = sides or list(dict.fromkeys(a.side for a in adherences))
        standing = text_standing(versions, adherences, sides=named)
        texts.append(
            {
                "name": text.name,
                "versions": [
                    _version_json(version, before)
                    for version, before in zip(versions, [None, *versions[:-1]], strict=True)
                ],
                "newest": standing.newest,
                "hash": standing.hash,
                "stands_by": standing.stands_by,
                "open_brackets": standing.open_brackets,
                "agreed": standing.agreed,
            }
        )
    return {"texts": texts}


def _version_json(version: Version, before: Version | None) -> Json:
    return {
        "id": version.id,
        "by": version.by or None,
        "at": version.at or None,
        "hash": text_hash(version.words),
        "brackets": [
            {"start": bracket.start, "end": bracket.end, "alternatives": list(bracket.alternatives)}
            for bracket in brackets_in(version.words)
        ],
        "changes": None
        if before is None
        else [
            {"change": run.change.value, "words": run.words}
            for run in word_diff(before.words, version.words)
        ],
    }


def statements_json(terms: TermsFile) -> list[Json]:
    """Every statement that the terms rest on, with its words and whether drafts may use it."""
    return [
        {
            "id": one.id,
            "side": one.side or None,
            "words": one.words or None,
            "at": one.at or None,
            "may_use": one.may_use and not one.withdrawn,
            "withdrawn": one.withdrawn,
        }
        for one in terms.statements
    ]


def lists_json(terms: TermsFile) -> list[Json]:
    """Each list of named things, divided by adjusted winner and by the largest Nash product."""
    found: list[Json] = []
    for given in terms.lists:
        points: dict[str, dict[str, Fraction]] = {
            side: {
                thing: read_number(value, what=f"{side}'s points for {thing!r}")
                for thing, value in row.items()
            }
            for side, row in given.points.items()
        }
        nash = largest_nash_product(given.things, points)
        winner = adjusted_winner(given.things, points) if len(points) == 2 else None
        found.append(
            {
                "name": given.name,
                "adjusted_winner": None
                if winner is None
                else {
                    "shares": {
                        thing: {
                            side: shown(share) for side, share in zip(points, shares, strict=True)
                        }
                        for thing, shares in winner.shares.items()
                    },
                    "points": [shown(value) for value in winner.points],
                    "split": winner.split,
                },
                "largest_nash_product": {
                    "gets": {side: list(things) for side, things in nash.gets.items()},
                    "points": [shown(value) for value in nash.points],
                    "product": shown(nash.product),
                    "ties": nash.ties,
                },
            }
        )
    return found


def empty_zone_json(cause: Cause | None, terms: TermsFile) -> Json | None:
    """Which statements leave no package, where none is left."""
    if cause is None:
        return None
    sides = [terms.sides[place] for place in cause.limits]
    linkages = [one for one in terms.linkages if one.id in cause.sources]
    named = [
        *(side.limit_statement for side in sides),
        *(linkage.statement for linkage in linkages),
    ]
    return {
        "limits_of": [side.name for side in sides],
        "linkages_and_refusals": list(cause.sources),
        "statements": [source for source in dict.fromkeys(named) if source],
        "smallest": cause.smallest,
    }


def not_for_drafts(terms: TermsFile) -> list[str]:
    """Statements that shape the result but may not be used in a draft."""
    used = {
        source
        for side in terms.sides
        for source in (
            *sources(side.weights_statement),
            side.limit_statement,
            *(each for values in side.values for each in sources(values.statement)),
            *(refused.statement for refused in side.refuses),
        )
    } | {linkage.statement for linkage in terms.linkages}
    return [
        one.id for one in terms.statements if one.id in used and (one.withdrawn or not one.may_use)
    ]
