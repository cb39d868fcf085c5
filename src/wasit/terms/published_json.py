"""The two JSON layouts in which competitions publish domains: ANL (GeniusWeb) and NegoLog.

Both say: value = sum over issues of weight times the option's own value, which is already a share.
ANL has a domain file with ``issuesValues`` and profiles holding a ``LinearAdditiveUtilitySpace``.
NegoLog has profiles only (``issueWeights`` and ``issues``); the first profile is then the domain.
Files of neither shape beside them hold the source's own figures and are left alone.
"""

import json
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import cast

from wasit.terms.errors import UnreadableTerms
from wasit.terms.exact import from_decimal, read_decimal
from wasit.terms.profiles import DomainIssue, FoundTerms, Profile, distinct_options, reading_of

Json = dict[str, object]
_SPACE = "LinearAdditiveUtilitySpace"
_MOST_STEPS = 100_000


def read_published_json(files: Mapping[str, bytes]) -> FoundTerms:
    """The reading of a folder's JSON files, by file name; sides in file-name order."""
    warnings: list[str] = []
    parsed = {name: _parsed(name, files[name], warnings=warnings) for name in sorted(files)}
    domains = [name for name, value in parsed.items() if "issuesValues" in value]
    spaces = [name for name, value in parsed.items() if _SPACE in value]
    logs = [name for name, value in parsed.items() if {"issueWeights", "issues"} <= set(value)]
    if spaces and not logs:
        if not domains:
            domains = _domain_within(parsed, spaces[0])
        if len(domains) != 1:
            raise UnreadableTerms(
                f"{len(domains)} ANL domain files (with issuesValues) among {', '.join(files)}; "
                "exactly one was expected, and nothing was computed"
            )
        return _read_anl(parsed, domains[0], spaces, warnings=warnings)
    if logs and not spaces:
        return _read_negolog(parsed, logs, warnings=warnings)
    raise UnreadableTerms(
        f"no profiles of one kind among {', '.join(files)}: ANL profiles hold {_SPACE}, NegoLog "
        "profiles issueWeights and issues; nothing was computed"
    )


def _domain_within(parsed: dict[str, Json], name: str) -> list[str]:
    """The domain that a profile carries, taken for the domain file that is not there."""
    domain = _object(parsed[name][_SPACE], what=f"{_SPACE} of {name}").get("domain")
    if not isinstance(domain, dict) or "issuesValues" not in domain:
        return []
    parsed[f"{name}: domain"] = cast("Json", domain)
    return [f"{name}: domain"]


def _parsed(name: str, text: bytes, *, warnings: list[str]) -> Json:
    def pairs(given: list[tuple[str, object]]) -> Json:
        value = dict(given)
        if len(value) < len(given):
            keys = [key for key, _ in given]
            twice = sorted({key for key in keys if keys.count(key) > 1})
            warnings.append(f"{name}: {', '.join(map(repr, twice))} comes twice; the last counts")
        return value

    try:
        value: object = json.loads(
            text.decode("utf-8-sig"),
            object_pairs_hook=pairs,
            parse_float=Decimal,
            parse_int=Decimal,
            parse_constant=Decimal,
        )
    except (ValueError, RecursionError) as error:
        raise UnreadableTerms(f"{name} is not JSON: {error}") from error
    return cast("Json", value) if isinstance(value, dict) else {}


def _object(value: object, *, what: str) -> Json:
    if not isinstance(value, dict):
        raise UnreadableTerms(f"{what} is not an object; nothing was computed")
    return cast("Json", value)


def _number(value: object, *, what: str) -> Fraction:
    if isinstance(value, Decimal):
        return from_decimal(value, what=what)
    if isinstance(value, str):
        return read_decimal(value, what=what)
    raise UnreadableTerms(f"{what} is {value!r}, not a number; nothing was computed")


def _text(value: object) -> str:
    return value if isinstance(value, str) else str(value)


def _read_anl(
    parsed: dict[str, Json], domain: str, spaces: list[str], *, warnings: list[str]
) -> FoundTerms:
    given = _object(parsed[domain]["issuesValues"], what=f"issuesValues of {domain}")
    issues = [
        DomainIssue(
            name,
            name,
            distinct_options(
                _anl_options(_object(values, what=f"issue {name!r} of {domain}"), issue=name),
                issue=name,
                warnings=warnings,
            ),
        )
        for name, values in given.items()
    ]
    profiles = [
        _anl_profile(
            name.rsplit(".", 1)[0], _object(parsed[name][_SPACE], what=f"{_SPACE} of {name}"),
            issues,
        )
        for name in spaces
    ]  # fmt: skip
    return reading_of(issues, profiles, warnings=warnings)


def _anl_options(values: Json, *, issue: str) -> list[str]:
    listed = values.get("values")
    if isinstance(listed, list):
        return [_text(value) for value in cast("list[object]", listed)]
    span = values.get("range")
    if isinstance(span, list) and len(cast("list[object]", span)) == 3:
        low, high, step = (
            _number(value, what=f"the range of issue {issue!r}")
            for value in cast("list[object]", span)
        )
        if step <= 0 or (high - low) / step >= _MOST_STEPS:
            raise UnreadableTerms(f"the range of issue {issue!r} has no usable step")
        return [_plain(low + step * number) for number in range(int((high - low) / step) + 1)]
    raise UnreadableTerms(f"issue {issue!r} has neither values nor a range; nothing was computed")


def _plain(value: Fraction) -> str:
    """A decimal option as written: 5 and 2.50 and 2.5 are one option each way."""
    number = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{number.normalize():f}"


def _anl_profile(side: str, space: Json, issues: list[DomainIssue]) -> Profile:
    profile = Profile(side)
    for name, functions in _object(
        space.get("issueUtilities"), what=f"{side}'s issueUtilities"
    ).items():
        profile.worth[name] = _anl_worth(
            _object(functions, what=f"{side}'s utilities of issue {name!r}"),
            next((issue.options for issue in issues if issue.name == name), ()),
            what=f"{side}'s value of issue {name!r}",
        )
    for name, weight in _object(space.get("issueWeights"), what=f"{side}'s issueWeights").items():
        profile.weights[name] = _number(weight, what=f"{side}'s weight of issue {name!r}")
    bid = space.get("reservationBid")
    if isinstance(bid, dict):
        settled = _object(
            cast("Json", bid).get("issuevalues", cast("Json", bid).get("issueValues")),
            what=f"{side}'s reservationBid",
        )
        if settled:
            profile.reservation_package = {name: _text(value) for name, value in settled.items()}
    return profile


def _anl_worth(functions: Json, options: tuple[str, ...], *, what: str) -> dict[str, Fraction]:
    discrete = functions.get("DiscreteValueSetUtilities")
    if discrete is not None:
        given = _object(
            _object(discrete, what=what).get("valueUtilities"), what=f"valueUtilities of {what}"
        )
        return {option: _number(value, what=what) for option, value in given.items()}
    numeric = functions.get("NumberValueSetUtilities")
    if numeric is None:
        raise UnreadableTerms(
            f"{what} is by {', '.join(functions) or 'nothing'}; only discrete and number value "
            "sets are read, and nothing was computed"
        )
    ends = _object(numeric, what=what)
    low, low_worth, high, high_worth = (
        _number(ends.get(key), what=f"{key} of {what}")
        for key in ("lowValue", "lowUtility", "highValue", "highUtility")
    )
    if high == low:
        return dict.fromkeys(options, low_worth)
    slope = (high_worth - low_worth) / (high - low)
    return {
        option: low_worth + slope * (read_decimal(option, what=what) - low) for option in options
    }


def _read_negolog(parsed: dict[str, Json], names: list[str], *, warnings: list[str]) -> FoundTerms:
    profiles: list[Profile] = []
    for name in names:
        profile = Profile(name.rsplit(".", 1)[0])
        given = parsed[name]
        for issue, values in _object(given["issues"], what=f"issues of {name}").items():
            profile.worth[issue] = {
                option: _number(value, what=f"{name}'s value of {option!r} of {issue!r}")
                for option, value in _object(values, what=f"issue {issue!r} of {name}").items()
            }
        for issue, weight in _object(given["issueWeights"], what=f"issueWeights of {name}").items():
            profile.weights[issue] = _number(weight, what=f"{name}'s weight of {issue!r}")
        if given.get("reservationValue") is not None:
            profile.reservation = _number(
                given["reservationValue"], what=f"reservationValue of {name}"
            )
        profiles.append(profile)
    issues = [
        DomainIssue(name, name, distinct_options(list(options), issue=name, warnings=warnings))
        for name, options in profiles[0].worth.items()
    ]
    return reading_of(issues, profiles, warnings=warnings)
