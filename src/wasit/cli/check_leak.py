"""``wasit check leak``: the leak guard over a file of cases, one JSON object a line."""

from pathlib import Path

import click
import msgspec

__all__ = ["leak"]


@click.command()
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line on stdout.")
@click.option(
    "--concepts",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A concept file of your own, added to the shipped list; may be given again.",
)
def leak(file: str, *, as_json: bool, concepts: tuple[Path, ...]) -> None:
    """Check drafts for what another room did not release.

    FILE holds one case a line ("-" reads standard input). Where cases carry labels, precision and
    recall by kind follow on standard error. Exit 0 when every line was checked.
    """
    from wasit.checks.leak.cases import Answer, Score, answer, read_cases
    from wasit.checks.leak.concepts import read_lexicon, shipped_lexicon
    from wasit.cli.check import lines_of

    lexicon = read_lexicon(*concepts) if concepts else shipped_lexicon()
    score = Score()
    for case in read_cases(lines_of(file), source=file):
        report = answer(case, lexicon=lexicon)
        score.add(case, report)
        if as_json:
            line = Answer(case.id, report.verdict, report.hits)
            click.echo(msgspec.json.encode(line).decode())
        else:
            click.echo(f"{case.id}: {report.verdict}")
            for hit in report.hits:
                click.echo(f"  {hit.strength} {hit.kind}: {hit.span!r} {hit.why}")
    if score.leaks or score.clean:
        for line in score.lines():
            click.echo(line, err=True)
