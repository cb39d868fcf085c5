"""Whatever is sent to any page of the route table: no failure of ours, no word of another seat."""

import inspect
import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scenarios.worlds import (
    CREATION_TOKEN,
    RELAY_SEED,
    Elsewhere,
    WorldTheatre,
    world,
)
from tests.web.visited_worlds import Hosted
from wasit.play.performance import Performance
from wasit.play.script import parse_script
from wasit.play.stage import Stage
from wasit.relay.app import RelayApp
from wasit.relay.server import RelayThread
from wasit.relay.sqlite_store import SqliteStore
from wasit.web import marks_typed
from wasit.web.desk import crossing_typed
from wasit.web.route_table import PAGES
from wasit.web.visit import Face

OF_B = "We could live with a later date."

ASKED = re.compile(r"""(?:typed|typed_all|needed|chosen|chosen_one|file)\(\s*f?"([^"]+)\"""")


def fields_of(page: Any) -> list[str]:
    """Every field that the page's module, or the reading of marks and crossings, asks for."""
    modules = [inspect.getmodule(page.answer), marks_typed, crossing_typed]
    source = "".join(inspect.getsource(each) for each in modules if each is not None)
    names = {each.replace("{prefix}", "") for each in ASKED.findall(source)}
    return sorted(names | {"sentence", "s1-mark", "reason", "reason_check", "reason_span"})


VALUES = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            *("in_substance", "ears_only", "if_offer", "verbatim", "own_idea", "own_words", "yes"),
            *("request", "recommendation", "set", "held", "cancelled", "agreement", "offer"),
            *(
                "2024-03-01T10:00",
                "٢٠٢٤-٠٣-٠١",
                "0000#1",
                "~~",
                "A",
                "\u202eevil",
                "<script>",
                "../x",
            ),
        ]
    ),
)
USUAL = {"text": "A word.", "words": "A word.", "mark": "in_substance", "name": "Nadia"}


def forms_of(page: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Forms for a page: what it asks for, filled in usually, oddly, or not at all."""
    odd = st.dictionaries(
        st.sampled_from(fields_of(page)), st.one_of(VALUES, st.lists(VALUES, max_size=3))
    )
    return st.one_of(odd, odd.map(lambda form: {**USUAL, **form}))


class Talks:
    """Two houses and the desk's, after some talks."""

    def __init__(self, stack: ExitStack, folder: Path) -> None:
        script, lines = parse_script(world(Elsewhere()), name="world")
        store = SqliteStore(folder / "relay.db")
        stack.callback(store.close)
        app = RelayApp(store, seed=RELAY_SEED, creation_token=CREATION_TOKEN)
        relay = stack.enter_context(RelayThread(app))
        theatre = WorldTheatre(relay.url, stack)
        stage = Stage(theatre)
        stage.set_up(script)
        Performance(script, lines, "world", stage).run()
        self.hosted: dict[str, Hosted] = {}
        for player in stage.players.values():
            where = player.room if player.room is not None else "desk"
            if where not in self.hosted:
                self.hosted[where] = Hosted.of(where, theatre, theatre.clock)
            self.hosted[where].take_in(player.name, player.seat)
        self.ids = self._ids()

    def _ids(self) -> list[str]:
        desk = self.hosted["desk"].seats["d1"].desk()
        found = ["0000", "x" * 80, "%2e%2e", "\u0627"]
        for log in desk.seat.rooms.values():
            found += [log.record.log_id.hex()[:16], *log.talks.statements, *log.talks.conveyances]
            found += list(log.talks.rounds)
        return found


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talks]:
    """The houses."""
    with ExitStack() as stack:
        yield Talks(stack, tmp_path_factory.mktemp("talks"))


LEFT_OUT = {"/sign-out", "/case/close", "/people/remove"}
"""Forms that end what the others need."""

SENT = [page for page in PAGES if page.path not in LEFT_OUT]


@pytest.mark.slow
@pytest.mark.parametrize("page", SENT, ids=lambda page: f"{page.method} {page.path}")
def test_no_form_breaks_a_page_or_shows_another_seat(talks: Talks, page: Any) -> None:
    """People type anything; programs send anything."""

    @settings(max_examples=60 if page.method == "POST" else 12, deadline=None)
    @given(form=forms_of(page), data=st.data())
    def send(form: dict[str, Any], data: st.DataObject) -> None:
        path = page.path
        for name in [each.split("}")[0] for each in page.path.split("{")[1:]]:
            path = path.replace(f"{{{name}}}", data.draw(st.sampled_from(talks.ids)))
        house, seat = ("desk", "d1") if page.face is Face.DESK else ("A", "a1")
        answer = talks.hosted[house].ask(page.method, path, seat=seat, form=form)
        assert answer.status_code < 500, answer.text[-3000:]
        if house == "A":
            assert OF_B not in answer.text
            assert "/b1/" not in answer.headers.get("location", "")

    send()


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.method} {page.path}")
def test_every_page_answers_whoever_may_not_see_it(talks: Talks, page: Any) -> None:
    """Signed out, or at the other face: nothing of the page, and no failure."""
    path = page.path.replace("{", "").replace("}", "")
    stranger = talks.hosted["A"].ask(page.method, path, seat="a1", signed_in=False, form={})
    assert stranger.status_code < 500
    if page.face is not Face.ANYONE:
        assert stranger.status_code == 303
        assert stranger.headers["location"].endswith("/sign-in")
    if page.face is Face.DESK:
        assert talks.hosted["A"].ask("GET", path, seat="a1").status_code in {404, 405}
    if page.face is Face.ROOM:
        assert talks.hosted["desk"].ask("GET", path, seat="d1").status_code in {404, 405}


@pytest.mark.slow
def test_a_form_from_elsewhere_is_refused(talks: Talks) -> None:
    """Another site's page must not act in a signed-in person's name."""
    hosted = talks.hosted["A"]
    cookie = f"wasit-a1={hosted.tokens['a1']}"
    for origin in ("http://evil.example", "null", ""):
        answer = hosted.client.post(
            "/A/a1/room/say", data={"text": "x"}, headers={"origin": origin, "cookie": cookie}
        )
        assert answer.status_code == 403
    bare = hosted.client.post("/A/a1/room/say", data={"text": "x"}, headers={"cookie": cookie})
    assert bare.status_code == 403
