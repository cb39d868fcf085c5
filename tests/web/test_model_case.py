"""The model case in three browsers: from the first run to no agreement, and the weeks after.

Who sat where is from the reporting; every sentence is our own and was said by nobody. The same
talks are held by pointing and typing, without scripts, and by keys alone, each in other languages;
nothing here looks for the wording of the interface.
"""

from pathlib import Path

import pytest

from tests.web.chromium import Keyboard, Mouse, NoScripts, Windows
from tests.web.serving import PASSPHRASE, Served

pytestmark = [pytest.mark.slow, pytest.mark.browser]

DIRECTION = {"en": "ltr", "fr": "ltr", "ar": "rtl", "fa": "rtl"}
DEMANDS = "The attacks on ships have to stop. The attacks on our bases have to stop as well. "
PATIENCE = "Our patience will not outlast the week."
ASSURANCE = "The United States does not seek a direct confrontation with Iran."
OFFER = "If a ceasefire is reached, we will use our influence so that all attacks halt."


class Talks:
    """A desk and two sides, each in a browser of their own."""

    def __init__(self, desk: Mouse, sides: dict[str, Mouse], language: str) -> None:
        self.desk = desk
        self.sides = sides
        self.language = language
        self.bases: dict[Mouse, str] = {}
        self.keys: dict[str, str] = {}

    def at(self, person: Mouse, path: str) -> None:
        """Go to a page of somebody's own."""
        person.go(f"{self.bases[person]}/{path}")

    def speak(self, person: Mouse) -> None:
        """Choose the language at the foot of the page, and stay on it."""
        before = person.address
        person.press(".foot summary")
        person.pick(".foot select[name=language]", self.language)
        person.send(".foot form[action$='/look'] button")
        assert person.address == before
        page = person.has("html")
        assert page.get_attribute("lang") == self.language
        assert page.get_attribute("dir") == DIRECTION[self.language]

    def open_case(self, address: str) -> None:
        """The first run: the case, its rooms, the sheet read back."""
        desk = self.desk
        desk.go(address)
        self.speak(desk)
        desk.write("input[name=title]", "Muscat")
        desk.write("input[name=desk]", "Oman")
        desk.write("input[name=name]", "Sayyid")
        for place, name in enumerate(self.sides):
            desk.write(f":nth-match(input[name=room], {place + 1})", name)
        self.new_passphrase(desk)
        desk.send("main form button.primary")
        assert desk.has("html").get_attribute("lang") == self.language
        self.bases[desk] = desk.address.rpartition("/")[0]
        desk.send("form[action$='/sheet/print'] button")
        words = desk.page.locator("ol.sheet li").all_inner_texts()
        places = desk.page.locator("form[action$='/sheet/words'] input").evaluate_all(
            "(fields) => fields.map((each) => each.dataset.place)"
        )
        for order, place in enumerate(places, 1):
            desk.write(f":nth-match(input[name=word], {order})", words[int(place) - 1])
        desk.send("form[action$='/sheet/words'] button")
        for place, name in enumerate(self.sides, 1):
            field = f":nth-match(input[name=room][type=checkbox], {place})"
            self.keys[name] = desk.find(field).get_attribute("value") or ""

    def let_in(self, room: str, name: str) -> None:
        """Invite somebody, compare the six words, and let them in."""
        desk, guest = self.desk, self.sides[room]
        self.at(desk, "people")
        desk.write("form[action$='/people/invite'] input[name=name]", name)
        desk.choose(f"form[action$='/people/invite'] input[value='{self.keys[room]}']")
        desk.send("form[action$='/people/invite'] button")
        guest.go(desk.has("#hosted-link").inner_text())
        self.speak(guest)
        self.new_passphrase(guest)
        guest.send("main form button.primary")
        self.bases[guest] = guest.address.rpartition("/")[0]
        words = guest.has(".words").inner_text().split()
        assert len(words) == 6
        desk.has("input[name=words]")
        desk.write("input[name=words]", " ".join(words))
        desk.send("form[action$='/admit'] button.primary")
        guest.arrives("/room")

    def new_passphrase(self, person: Mouse) -> None:
        """Choose a passphrase."""
        person.write("input[name=passphrase]", PASSPHRASE)
        person.write("input[name=passphrase_again]", PASSPHRASE)

    def introduce(self, name: str, *, of: str, to: str) -> None:
        """Tell a room what to call the other side."""
        self.at(self.desk, "case")
        form = f"details:has(input[value='{self.keys[to]}'][name=room]):has(input[name=name])"
        self.desk.press(f"{form} summary")
        self.desk.write(f"{form} input[name=name]", name)
        self.desk.pick(f"{form} select", self.keys[of])
        self.desk.send(f"{form} button")

    def say(self, room: str, text: str, mark: str, *, position: str = "", offer: str = "") -> None:
        """Say something in a room."""
        side = self.sides[room]
        self.at(side, "room")
        form = "form[action$='/room/say']"
        side.write(f"{form} textarea[name=text]", text)
        side.choose(f"{form} input[name=mark][value={mark}]")
        if offer:
            side.press(f"{form} details.more > summary")
            side.write(f"{form} input[name=offer]", offer)
        if position:
            side.pick(f"{form} select[name=position]", position)
        side.send(f"{form} button.primary")
        side.sees(text)

    def source(self, text: str, *, to: str) -> None:
        """Begin a conveyance from the words as they stand at the desk."""
        self.at(self.desk, "desk")
        self.desk.sees(text)
        link = f"article:has-text('{text}') a.act[href*='/{self.keys[to]}/convey']"
        self.desk.send(link)

    def word(self, words: str, manner: str, *, counterpart: str = "", without: str = "") -> None:
        """Word what the form is open for, and look at what they will see."""
        desk = self.desk
        form = "form.two"
        if without:
            self.untick(f"{form} label.source:has-text('{without}') input")
        desk.write(f"{form} textarea[name=words]", words)
        desk.choose(f"{form} input[name=manner][value={manner}]")
        if counterpart:
            desk.pick(f"{form} select[name=counterpart]", counterpart)
        desk.send(f"{form} .actions button.primary")
        assert words in desk.has("#as-seen").inner_text()

    def untick(self, box: str) -> None:
        """Take a source out."""
        desk = self.desk
        if isinstance(desk, Keyboard):
            desk.reach(box)
            desk.page.keyboard.press("Space")
        else:
            desk.find(box).uncheck()
        assert not desk.find(box).is_checked()

    def leave(self) -> None:
        """Give the reasons that the checks ask for, and let the words leave."""
        desk = self.desk
        for place in range(desk.page.locator("input[name=reason]").count()):
            desk.write(f":nth-match(input[name=reason], {place + 1})", "It is what was meant.")
        desk.send("form[action$='/convey/leave'] button.primary")
        desk.send("form[action$='/now'] button")
        desk.has("section#leaving h1")

    def step(self, person: Mouse, event: str, room: str = "", **fields: str) -> None:
        """Go on with a meeting."""
        self.at(person, "meetings" if person is self.desk else "room/meetings")
        form = f"form:has(input[name=event][value={event}])"
        if room and event != "recommendation":
            form += f":has(input[value='{self.keys[room]}'])"
        folded = person.find(f"details:has({form}):not([open]) > summary")
        if folded.count():
            person.press(f"details:has({form}) > summary")
        if event == "recommendation":
            person.pick(f"{form} select[name=room]", self.keys[room])
        for name, value in fields.items():
            person.write(f"{form} [name={name}]", value)
        person.send(f"{form} button")


def hold(talks: Talks, address: str) -> None:
    """The talks, from the first run to a message weeks after."""
    desk, iran, us = talks.desk, *talks.sides.values()
    talks.open_case(address)
    talks.let_in("Iran", "Bagheri")
    talks.let_in("United States", "McGurk")
    talks.introduce("the American side", of="United States", to="Iran")
    talks.introduce("the Iranian side", of="Iran", to="United States")

    talks.step(iran, "request", words="We ask for a meeting.")
    talks.step(desk, "recommendation", "United States", words="We recommend one.")
    us.sees("We recommend one.")
    talks.step(us, "acceptance", words="We will come.")
    desk.go(f"{talks.bases[desk]}/meetings")
    desk.sees("We will come.")
    for room in talks.sides:
        talks.step(desk, "set", room, place="The guest house", time="2024-01-10T08:00")
        talks.step(desk, "held", room)

    talks.at(us, "room")
    us.write("form[action$='/room/say'] textarea[name=text]", DEMANDS + PATIENCE)
    us.send("button[formaction$='/room/split']")
    for place, mark in enumerate(("in_substance", "in_substance", "ears_only"), 1):
        us.choose(f"input[name=s{place}-mark][value={mark}]")
    us.send("form[action$='/room/say'] button.primary")
    talks.say("United States", ASSURANCE, "verbatim", position="assurance")

    talks.source(PATIENCE, to="Iran")
    talks.word("Their patience is nearly spent.", "in_substance", counterpart="the American side")
    assert "mark-ears-only" in desk.has("main").inner_text()
    assert not desk.page.locator("form[action$='/convey/leave'] button.primary").count()

    talks.source(PATIENCE, to="Iran")
    wanted = "Washington wants the attacks on ships and on its bases to stop."
    talks.word(wanted, "in_substance", counterpart="the American side", without=PATIENCE)
    talks.at(iran, "room")
    talks.leave()
    iran.sees(wanted)
    talks.source(ASSURANCE, to="Iran")
    talks.word(ASSURANCE, "verbatim", counterpart="the American side")
    talks.leave()
    iran.sees(ASSURANCE)
    iran.sees_not("patience")

    talks.say("Iran", OFFER, "if_offer", position="offer", offer="to work for a ceasefire")
    talks.source(OFFER, to="United States")
    talks.word("They would use their influence.", "in_substance", counterpart="the Iranian side")
    assert "mark-offer-unmet" in desk.has("main").inner_text()

    talks.at(desk, "desk")
    desk.send(f"article:has-text('{ASSURANCE}') a[href*='/{talks.keys['United States']}/st']")
    desk.pick("form[action$='/report'] select[name=what]", "handed_on")
    desk.write("form[action$='/report'] textarea", "They have heard your assurance.")
    desk.send("form[action$='/report'] button")
    talks.at(us, "room")
    us.sees("They have heard your assurance.")

    talks.at(iran, "room")
    iran.send(f"article.conveyance:has-text('{ASSURANCE}') footer a")
    form = "details:has(input[name=reads_back])"
    iran.press(f"{form} > summary")
    iran.write(f"{form} textarea", "They do not want a war with us.")
    iran.send(f"{form} button.primary")
    talks.at(desk, "desk")
    desk.sees("They do not want a war with us.")
    desk.send("article:has-text('They do not want a war') footer a:not(.act)")
    desk.send("form[action$='/settle'] button.primary")
    assert not desk.page.locator("form[action$='/settle']").count()

    talks.at(desk, "meetings")
    for key in talks.keys.values():
        desk.choose(f"form[action$='/outcome'] input[value^='{key}~']")
    desk.pick("form[action$='/outcome'] select[name=result]", "none")
    desk.write("form[action$='/outcome'] textarea", "The channel stays open.")
    desk.send("form[action$='/outcome'] button")
    for side in (iran, us):
        talks.at(side, "room")
        side.sees("The channel stays open.")

    talks.say("United States", "We saw the quiet in Iraq.", "verbatim")
    talks.source("We saw the quiet in Iraq.", to="Iran")
    talks.word("We saw the quiet in Iraq.", "verbatim", counterpart="the American side")
    talks.leave()
    iran.sees("We saw the quiet in Iraq.")
    for secret in ("patience", "McGurk"):
        iran.sees_not(secret)
    for secret in ("influence", "do not want a war", "Bagheri"):
        us.sees_not(secret)
    for person, language in ((desk, talks.language), (iran, talks.language)):
        assert person.has("html").get_attribute("lang") == language


@pytest.mark.parametrize(
    ("hands", "language"),
    [(Mouse, "en"), (Mouse, "fr"), (NoScripts, "fa"), (Keyboard, "ar")],
    ids=["scripts", "french", "no scripts, persian", "keys alone, arabic"],
)
def test_three_browsers_hold_the_model_case(
    windows: Windows, tmp_path: Path, hands: type[Mouse], language: str
) -> None:
    """What the software is for, as the people it is for would do it."""
    with Served(tmp_path) as served:
        desk, iran, us = (hands(windows) for _ in range(3))
        hold(Talks(desk, {"Iran": iran, "United States": us}, language), served.address)
        windows.close()
