"""``wasit terms commit, step, check-off``: who undertakes what, and in which steps."""

import click

from wasit.cli.home import at_desk
from wasit.cli.terms_typed import NAMES, amounts_typed, piece_command
from wasit.cli.text_type import TEXT
from wasit.seat.desk import DeskSeat
from wasit.seat.references import statement_named
from wasit.seat.terms import check_step
from wasit.talks.deeds import ProofSeen
from wasit.terms.commitments import CONTROL
from wasit.terms.own_format import CommitmentIn, StepIn, TermsFile

__all__ = ["check_off", "commit", "step"]

_WORTH = NAMES("--worth", metavar="SIDE=AMOUNT", help="What doing it changes for a side.")


@piece_command("commit")
@click.argument("id", type=TEXT)
@click.option("--who", type=TEXT, required=True, help="Who offers it, or is asked to.")
@click.option("--what", type=TEXT, required=True, help="What they would do.")
@click.option("--for", "for_", type=TEXT, default="", help="The third party that must act.")
@click.option(
    "--control",
    type=click.Choice(CONTROL),
    default="full",
    show_default=True,
    help="How far their word binds who must act.",
)
@click.option("--if", "if_", type=TEXT, default="", help="What else must be agreed.")
@click.option("--not-before", type=TEXT, default="", help="What else must be done first.")
@click.option("--verified-by", type=TEXT, default="", help="Who says that it is done.")
@click.option("--until", default="", help="When the offer lapses, in UTC.")
@click.option("--asked-for", is_flag=True, help="It is asked for; nobody offers it yet.")
@click.option("--parts", default=1, show_default=True, help="Into how many parts it could split.")
@_WORTH
def commit(
    *,
    id: str,  # noqa: A002 - the command's own word
    who: str,
    what: str,
    for_: str,
    control: str,
    if_: str,
    not_before: str,
    verified_by: str,
    until: str,
    asked_for: bool,
    parts: int,
    worth: tuple[str, ...],
) -> TermsFile:
    """Take down a commitment under ID; conditions join such ids by and, or and brackets."""
    made = CommitmentIn(
        id=id,
        who=who,
        what=what,
        for_=for_,
        control=control,
        if_=if_,
        not_before=not_before,
        verified_by=verified_by,
        until=until,
        offered=not asked_for,
        parts=parts,
        worth=amounts_typed(worth),
    )
    return TermsFile(commitments=[made])


@piece_command("step")
@click.argument("id", type=TEXT)
@click.option("--who", type=TEXT, required=True, help="Who does it.")
@click.option("--what", type=TEXT, required=True, help="What they do.")
@NAMES("--after", help="A step that must be done before.")
@click.option("--hour", type=TEXT, default="", help="Steps of one hour are done at once.")
@click.option("--proof", type=TEXT, default="", help="What shows that it is done.")
@click.option("--checker", type=TEXT, default="", help="Who looks.")
@click.option("--due", default="", help="By when, in UTC.")
@click.option("--on-failure", type=TEXT, default="", help="What happens if it is not done.")
@click.option("--commitment", type=TEXT, default="", help="The commitment that it carries out.")
@_WORTH
def step(
    *,
    id: str,  # noqa: A002 - the command's own word
    who: str,
    what: str,
    after: tuple[str, ...],
    hour: str,
    proof: str,
    checker: str,
    due: str,
    on_failure: str,
    commitment: str,
    worth: tuple[str, ...],
) -> TermsFile:
    """Take down a step of an exchange or plan under ID."""
    made = StepIn(
        id=id,
        who=who,
        what=what,
        after=list(after),
        hour=hour,
        proof=proof,
        checker=checker,
        due=due,
        on_failure=on_failure,
        commitment=commitment,
        worth=amounts_typed(worth),
    )
    return TermsFile(steps=[made])


@click.command("check-off")
@click.argument("step", type=TEXT)
@click.option("--proof", type=TEXT, required=True, help="What was seen.")
@click.option(
    "--seen",
    type=click.Choice([each.value for each in ProofSeen]),
    default=ProofSeen.DONE.value,
    show_default=True,
    help="What that shows.",
)
@click.option("--at", "moment", default="", help="When it was done or breached, in UTC (else now).")
@click.option("--checker", type=TEXT, default="", help="Who looked (else the plan's checker).")
@click.option("--incident", type=TEXT, default="", help="The record's id of what happened.")
@click.option("--from", "source", default="", help="The statement that says so.")
@at_desk
def check_off(
    desk: DeskSeat,
    *,
    step: str,
    proof: str,
    seen: str,
    moment: str,
    checker: str,
    incident: str,
    source: str,
) -> None:
    """Check STEP of the plan off by its proof, or note that it was breached or not done."""
    check_step(
        desk,
        step,
        ProofSeen(seen),
        proof=proof,
        at=moment,
        checker=checker,
        incident=incident,
        source=statement_named(source, desk.rooms()) if source else None,
    )
    click.echo("Taken down in the journal.")
