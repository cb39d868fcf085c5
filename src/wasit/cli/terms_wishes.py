"""``wasit terms issue, prefer, weigh, limit, link``: what the sides want, taken down."""

import click

from wasit.cli.terms_typed import (
    NAMES,
    amount_typed,
    amounts_typed,
    options_typed,
    piece_command,
)
from wasit.cli.text_type import TEXT
from wasit.terms.own_format import (
    IssueIn,
    LinkageIn,
    Number,
    RefusalIn,
    SideIn,
    TermsFile,
    ValuesIn,
)

__all__ = ["issue", "limit", "link", "prefer", "weigh"]


@piece_command("issue")
@click.argument("name", type=TEXT)
@NAMES("--option", "options", help="A way to settle it; say one for each.")
@click.option("--ordered", is_flag=True, help="The options are steps from less to more.")
@NAMES("--thing", "things", help="A named thing to settle, each by itself.")
@click.option("--numbers", metavar="LOW..HIGH", help="It is settled by a number.")
@click.option("--step", default="1", show_default=True, help="Between the numbers.")
@click.option("--unit", type=TEXT, default="", help="Of the numbers.")
@click.option("--rate", help="With --numbers: how much of the other thing one of these is worth.")
@click.option("--against", type=TEXT, default="", help="That other thing, with its unit.")
def issue(
    *,
    name: str,
    options: tuple[str, ...],
    ordered: bool,
    things: tuple[str, ...],
    numbers: str | None,
    step: str,
    unit: str,
    rate: str | None,
    against: str,
) -> TermsFile:
    """Take down the issue NAME and how it can be settled; a later one of that name replaces it."""
    low, high = _ends(numbers) if numbers is not None else (None, None)
    kind = "ordered" if ordered else "list" if things else "categorical"
    if numbers is not None:
        kind = "numeric" if rate is None else "exchange"
    made = IssueIn(
        name=name,
        kind=kind,
        options=list(options),
        things=list(things),
        low=low,
        high=high,
        step=step,
        unit=unit,
        rate=rate,
        against=against,
    )
    return TermsFile(issues=[made])


@piece_command("prefer")
@click.argument("side", type=TEXT)
@click.argument("issue", type=TEXT)
@click.argument("worth", type=TEXT, nargs=-1)
@NAMES("--order", help="Options from best to worst, each with an --order of its own.")
@NAMES("--point", "points", metavar="NUMBER=WORTH", help="Of an issue settled by a number.")
def prefer(
    *,
    side: str,
    issue: str,
    worth: tuple[str, ...],
    order: tuple[str, ...],
    points: tuple[str, ...],
) -> TermsFile:
    """Take down what options of ISSUE are worth to SIDE: OPTION=NUMBER or OPTION=LOW..HIGH.

    An order may be told first, and numbers of some options later; both count.
    """
    at: list[list[Number]] = [
        [number, str(value)] for number, value in amounts_typed(points).items()
    ]
    values = ValuesIn(issue=issue, of=amounts_typed(worth), order=list(order), at=at)
    return TermsFile(sides=[SideIn(name=side, values=[values])])


@piece_command("weigh")
@click.argument("side", type=TEXT)
@click.argument("weights", type=TEXT, nargs=-1)
@click.option("--swing", is_flag=True, help="As what moving from worst to best matters, 0 to 100.")
@NAMES("--order", help="Issues, what matters most first, each with an --order of its own.")
def weigh(*, side: str, weights: tuple[str, ...], swing: bool, order: tuple[str, ...]) -> TermsFile:
    """Take down how much issues matter to SIDE: ISSUE=NUMBER or ISSUE=LOW..HIGH."""
    told = amounts_typed(weights)
    made = SideIn(
        name=side,
        weights={} if swing else told,
        swing=told if swing else {},
        weight_order=list(order),
    )
    return TermsFile(sides=[made])


@piece_command("limit")
@click.argument("side", type=TEXT)
@click.argument("amount", type=TEXT, required=False)
@NAMES("--package", metavar="ISSUE=OPTION", help="Rather no agreement than worse than this.")
@NAMES("--refuse", metavar="ISSUE=OPTION", help="An option it will not have, whatever else.")
def limit(
    *, side: str, amount: str | None, package: tuple[str, ...], refuse: tuple[str, ...]
) -> TermsFile:
    """Take down the least that SIDE wants: an AMOUNT (number or LOW..HIGH), or a --package."""
    made = SideIn(
        name=side,
        limit=amount_typed(amount) if amount is not None else 0,
        limit_package={name: options[0] for name, options in options_typed(package).items()},
        refuses=[
            RefusalIn(issue=name, option=option)
            for name, options in options_typed(refuse).items()
            for option in options
        ],
    )
    return TermsFile(sides=[made])


@piece_command("link")
@click.argument("id", type=TEXT)
@NAMES("--if", "if_", metavar="ISSUE=OPTION", help="Where all these are taken …")
@NAMES("--then", metavar="ISSUE=OPTION", help="… all these are.")
@NAMES("--never", metavar="ISSUE=OPTION", help="Never all of these.")
@NAMES("--together", metavar="ISSUE=OPTION", help="All of these or none.")
def link(
    *,
    id: str,  # noqa: A002 - the command's own word
    if_: tuple[str, ...],
    then: tuple[str, ...],
    never: tuple[str, ...],
    together: tuple[str, ...],
) -> TermsFile:
    """Take down a linkage under ID; of one issue several options may be named, any of them."""
    made = LinkageIn(
        id=id,
        if_=options_typed(if_),
        then=options_typed(then),
        never=options_typed(never),
        together=options_typed(together),
    )
    return TermsFile(linkages=[made])


def _ends(text: str) -> tuple[str, str]:
    amount = amount_typed(text)
    if not isinstance(amount, list):
        raise click.UsageError(f"seen {text!r} where LOW..HIGH was expected; nothing was done")
    return str(amount[0]), str(amount[1])
