"""Genius XML: a domain file and one utility space a side.

Value = sum over issues of weight times evaluation over the issue's highest evaluation; an integer
issue is worth weight times (offset + slope times (value - lower bound)), held between 0 and 1.
Issues join by index, options by value. Only the direct ``item`` children of an issue count; those
inside a ``similarity_function`` describe likeness, not worth.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from fractions import Fraction

from wasit.terms.errors import UnreadableTerms
from wasit.terms.exact import read_decimal
from wasit.terms.profiles import DomainIssue, FoundTerms, Profile, distinct_options, reading_of

_MOST_STEPS = 100_000


def read_genius_xml(files: Mapping[str, bytes]) -> FoundTerms:
    """The reading of a folder's XML files, by file name; sides in file-name order."""
    roots = {name: _root(name, files[name]) for name in sorted(files)}
    domains = [name for name, root in roots.items() if root.tag == "negotiation_template"]
    spaces = [name for name, root in roots.items() if root.tag == "utility_space"]
    if not domains:
        # Some domain files lack the outer element; they alone evaluate nothing.
        domains = [name for name in spaces if not _evaluates(roots[name])]
        spaces = [name for name in spaces if name not in domains]
    if len(domains) != 1:
        raise UnreadableTerms(
            f"{len(domains)} Genius domain files (root negotiation_template) among "
            f"{', '.join(files)}; exactly one was expected, and nothing was computed"
        )
    warnings: list[str] = []
    issues = [
        _domain_issue(element, warnings=warnings) for element in _all(roots[domains[0]], "issue")
    ]
    profiles = [_profile(name, roots[name], issues, warnings=warnings) for name in spaces]
    return reading_of(issues, profiles, warnings=warnings)


def _root(name: str, text: bytes) -> ET.Element:
    # Entities are the only way an XML file grows when read; no domain file has any.
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise UnreadableTerms(f"{name} declares a document type; a Genius file has none")
    try:
        # Some published files begin with an empty line, before the declaration.
        return ET.fromstring(text.lstrip())  # noqa: S314 - what makes this unsafe is refused above
    except (ET.ParseError, LookupError, ValueError) as error:
        raise UnreadableTerms(f"{name} is not well-formed XML: {error}") from error


def _all(element: ET.Element, tag: str) -> Iterator[ET.Element]:
    """Every element of that tag, but none inside a similarity function."""
    for child in element:
        if child.tag == tag:
            yield child
        if child.tag != "similarity_function":
            yield from _all(child, tag)


def _evaluates(root: ET.Element) -> bool:
    return any(True for _ in _all(root, "weight"))


def _kind(element: ET.Element) -> str:
    for attribute in ("vtype", "type", "etype"):
        kind = element.get(attribute, "").strip().lower()
        if kind:
            return kind
    return "discrete"


def _key(element: ET.Element) -> str:
    return (element.get("index") or element.get("name") or "").strip()


def _domain_issue(element: ET.Element, *, warnings: list[str]) -> DomainIssue:
    name = element.get("name") or f"issue {element.get('index')}"
    kind = _kind(element)
    if kind == "integer":
        low, high = _bounds(element, name=name)
        if high - low >= _MOST_STEPS:
            raise UnreadableTerms(
                f"issue {name!r} runs from {low} to {high}; at most {_MOST_STEPS} steps are read"
            )
        options = [str(number) for number in range(low, high + 1)]
    elif kind == "discrete":
        options = [item.get("value", "") for item in element.findall("item")]
    else:
        raise UnreadableTerms(
            f"issue {name!r} is of type {kind!r}; only discrete and integer issues are read, and "
            "nothing was computed"
        )
    return DomainIssue(
        _key(element), name, distinct_options(options, issue=name, warnings=warnings)
    )


def _bounds(element: ET.Element, *, name: str) -> tuple[int, int]:
    bounds: list[int] = []
    span = element.find("range")
    for attribute in ("lowerbound", "upperbound"):
        text = element.get(attribute)
        if text is None and span is not None:
            text = span.get(attribute)
        value = read_decimal(text or "", what=f"the {attribute} of issue {name!r}")
        if value.denominator != 1:
            raise UnreadableTerms(f"the {attribute} of integer issue {name!r} is {text}, not whole")
        bounds.append(value.numerator)
    return bounds[0], bounds[1]


def _profile(
    name: str, root: ET.Element, issues: list[DomainIssue], *, warnings: list[str]
) -> Profile:
    side = name.rsplit(".", 1)[0]
    for tag in ("hyperRectangle", "utility_functions", "constraint"):
        if next(root.iter(tag), None) is not None:
            raise UnreadableTerms(
                f"{name} is not additive (it has {tag!r}); only additive profiles are read, and "
                "nothing was computed"
            )
    profile = Profile(side, scaled_by_highest=True)
    by_name = {issue.name: issue.key for issue in issues}
    for element in _all(root, "issue"):
        key = _key(element) if element.get("index") else by_name.get(element.get("name", ""), "")
        if key in profile.worth:
            warnings.append(f"{side}: issue {key!r} comes twice; the last counts")
        # A profile may leave the type to the domain; only an integer issue has an evaluator.
        by_function = element.find("evaluator") is not None and element.find("item") is None
        if _kind(element) == "integer" or by_function:
            profile.unscaled.add(key)
            options = next((issue.options for issue in issues if issue.key == key), ())
            profile.worth[key] = _integer_worth(element, options, side=side)
        else:
            profile.worth[key] = _evaluations(element, side=side, warnings=warnings)
    for element in _all(root, "weight"):
        what = f"{side}'s weight of issue {_key(element)!r}"
        if _key(element) in profile.weights:
            warnings.append(f"{what} comes twice; the last counts")
        profile.weights[_key(element)] = read_decimal(element.get("value", ""), what=what)
    for element in _all(root, "reservation"):
        profile.reservation = read_decimal(
            element.get("value", ""), what=f"{side}'s reservation value"
        )
    return profile


def _evaluations(element: ET.Element, *, side: str, warnings: list[str]) -> dict[str, Fraction]:
    given: dict[str, Fraction] = {}
    name = element.get("name") or element.get("index")
    for item in element.findall("item"):
        option = item.get("value", "")
        evaluation = item.get("evaluation")
        if evaluation is None:
            continue
        if option in given:
            warnings.append(f"{side}: {option!r} of issue {name!r} comes twice; the last counts")
        given[option] = read_decimal(
            evaluation, what=f"{side}'s evaluation of {option!r} of issue {name!r}"
        )
    return given


def _integer_worth(
    element: ET.Element, options: tuple[str, ...], *, side: str
) -> dict[str, Fraction]:
    name = element.get("name") or str(element.get("index"))
    evaluator = element.find("evaluator")
    if evaluator is None:
        return {}
    if evaluator.get("ftype", "linear") != "linear":
        raise UnreadableTerms(
            f"{side} values issue {name!r} by a {evaluator.get('ftype')!r} function; only linear "
            "ones are read, and nothing was computed"
        )
    what = f"of {side}'s linear function for issue {name!r}"
    offset = read_decimal(evaluator.get("offset", "0"), what=f"the offset {what}")
    slope = read_decimal(evaluator.get("slope", "0"), what=f"the slope {what}")
    has_bounds = element.get("lowerbound") is not None or element.find("range") is not None
    low = _bounds(element, name=name)[0] if has_bounds else int(options[0]) if options else 0
    return {
        option: min(max(offset + slope * (int(option) - low), Fraction(0)), Fraction(1))
        for option in options
    }
