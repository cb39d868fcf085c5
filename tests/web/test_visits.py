"""What is new since the last visit is marked on the page, once per visit."""

import re
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from tests.web.test_no_form_breaks import Talks


@pytest.mark.slow
def test_the_conversation_marks_what_came_since_the_last_visit(tmp_path: Path) -> None:
    """Who comes back after lunch sees at once where to begin."""
    with ExitStack() as stack:
        talks = Talks(stack, tmp_path)
        room, desk = talks.hosted["A"], talks.hosted["desk"]
        assert 'class="since"' not in room.ask("GET", "/room", seat="a1").text
        room.house.clock.advance(timedelta(hours=2))  # type: ignore[attr-defined] # it is frozen
        key = desk.seats["d1"].desk().room("A").record.log_id.hex()[:16]
        form = {"words": "We go on at four.", "manner": "own_words"}
        left = desk.ask("POST", f"/rooms/{key}/convey/leave", seat="d1", form=form)
        name = left.headers["location"].rsplit("/", 1)[1]
        desk.ask("POST", f"/leaving/{name}/now", seat="d1", form={})
        room.seats["a1"].look()
        page = room.ask("GET", "/room", seat="a1").text
        assert page.index('class="since"') < page.index("We go on at four.")
        assert len(re.findall('class="since"', page)) == 1
        assert 'class="since"' in room.ask("GET", "/room", seat="a1").text
