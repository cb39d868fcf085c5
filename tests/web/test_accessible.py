"""Every page of the route table, by axe-core, in every language, light and dark, narrow and wide.

The pages are those of a case half way, with ids taken from its own links; forms are sent where a
page is only an answer to one. A page in a language is asked for once, and then looked at in two
widths and two themes. Whatever is wider than its window fails too.
"""

import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.web.chromium import Windows
from tests.web.seated import Seated
from tests.web.serving import Served
from wasit.web import route_table
from wasit.web.language import LANGUAGES
from wasit.web.visit import Face

pytestmark = [pytest.mark.slow, pytest.mark.browser]

WIDTHS = (320, 1280)
DARK_RULES = ["color-contrast", "link-in-text-block"]
"""What can differ between the themes."""

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
RUN = """async (rules) => {
  const { violations } = await axe.run(rules.length ? { runOnly: rules } : {});
  return violations.map(({ id, nodes }) =>
    `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
}"""
NO_PAGE = {
    "/": "sends on to the first page",
    "/enter/{token}": "lets one browser in once, and sends on",
    "/waiting": "sends on once somebody is let in; looked at before that, below",
    "/invitations/{invitation}/qr": "a picture",
    "/draft/{draft}": "for scripts",
    "/files/{owner}/{sentence}": "a download",
}
ELSEWHERE = {"/start/{token}", "/invitation/{invitation}"}
"""Looked at on a server without a case, and on an invitation's own link."""


@pytest.fixture(scope="module")
def talks() -> Iterator[Seated]:
    """A case half way."""
    with Seated() as running:
        yield running


def fault_of(page: Page, where: str) -> list[str]:
    """What is wrong with the page as it stands, in both widths and themes."""
    found: list[str] = []
    page.evaluate(AXE)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        wide = page.evaluate("() => [document.scrollingElement.scrollWidth, innerWidth]")
        if wide[0] > wide[1]:
            found.append(f"{where} {width}px: {wide[0]} wide")
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            told = page.evaluate(RUN, [] if theme == "light" else DARK_RULES)
            found += [f"{where} {width}px {theme}: {each}" for each in told]
    return found


def speak(page: Page, language: str) -> None:
    """Take a language at the foot of the page."""
    page.locator(".foot summary").click()
    page.locator(".foot select[name=language]").select_option(language)
    with page.expect_navigation():
        page.locator(".foot .look button").click()


def open_all(page: Page) -> None:
    """Unfold what is folded, so that it is looked at too."""
    page.evaluate("() => document.querySelectorAll('details').forEach((each) => each.open = true)")


def addresses(page: Page, base: str, face: Face) -> dict[str, str]:
    """An address for every page of the table that this seat may see, ids from its own links."""
    paths = [
        each.path
        for each in route_table.PAGES
        if each.method == "GET" and each.face in {face, Face.SIGNED_IN}
    ]
    shapes = {path: re.compile(re.sub(r"\{\w+\}", "[^/?#]+", path) + "$") for path in paths}
    found = {path: base + path[1:] for path in paths if "{" not in path}
    todo = list(found.values())
    while todo:
        page.goto(todo.pop())
        links = page.locator("a[href], form[action], img[src]").evaluate_all(
            "(all) => all.map((each) => each.href || each.action || each.src)"
        )
        for link in {str(each).partition("#")[0] for each in links}:
            below = "/" + link.removeprefix(base)
            for path, shape in shapes.items():
                if path not in found and link.startswith(base) and shape.match(below):
                    found[path] = link
                    todo.append(link)
    return found


def of_seat(
    talks: Seated, page: Page, room: str, face: Face, known: dict[str, str]
) -> dict[str, str]:
    """The addresses of a seat's pages; every one there is, or it is said why not."""
    base = talks.seats[room]
    found = addresses(page, base, face)
    if face is Face.DESK:
        found |= known
    asked = {
        each.path
        for each in route_table.PAGES
        if each.method == "GET" and each.face in {face, Face.SIGNED_IN}
    }
    left_out = asked - set(found) - set(NO_PAGE)
    assert not left_out, f"no address was found for {left_out}"
    return {path: link for path, link in found.items() if path not in NO_PAGE}


def prepare_desk(page: Page) -> None:
    """Bring about what some pages are about: an invitation, words about to leave."""
    base = page.url.rpartition("/")[0]
    page.goto(f"{base}/sheet")
    page.locator("form[action$='/sheet/print'] button").click()
    page.locator("ol.sheet li").first.wait_for()
    words = page.locator("ol.sheet li").all_inner_texts()
    for field in page.locator("input[name=word]").all():
        field.fill(words[int(field.get_attribute("data-place") or "0") - 1])
    page.locator("form[action$='/sheet/words'] button").click()
    page.locator("form[action$='/invite'] input[name=name]").fill("Nadia")
    page.locator("form[action$='/invite'] input[name=room]").first.check()
    page.locator("form[action$='/invite'] button").click()
    page.wait_for_url(re.compile(r"/invitations/\w+$"))


def answers_of_forms(page: Page, base: str) -> Iterator[str]:
    """Pages that only answer a form, as this seat's; the name of each once it is shown."""
    if not page.url.endswith("/room"):
        page.goto(base + "desk")
        page.locator("a.act").first.click()
        page.locator("textarea[name=words]").fill("They say Mr McGurk waits in the south wing.")
        page.locator("form.two .actions button").click()
        yield "look"
        page.goto(base + "desk")
        page.locator(".column a.button").first.click()
        page.locator("textarea[name=words]").fill("We meet at nine.")
        page.locator("form.two .actions button").click()
        page.locator("form[action$='/leave'] button.primary").click()
        yield "leaving"
    else:
        page.goto(base + "room")
        page.locator("textarea[name=text]").fill("One thing. Another.")
        yield "sentences while typing"
        page.locator("button[formaction]").click()
        yield "split"
    page.keyboard.press("?")
    yield "keys"
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    yield "palette"
    page.keyboard.press("Escape")


@pytest.mark.parametrize(
    ("room", "face"), [("", Face.DESK), ("Iran", Face.ROOM)], ids=["desk", "room"]
)
def test_no_page_shuts_anybody_out(windows: Windows, talks: Seated, room: str, face: Face) -> None:
    """People who hear the page, enlarge it, or have no mouse must be able to mediate."""
    page = talks.sit(room, windows, viewport={"width": 1280, "height": 800})
    base = talks.seats[room]
    faults: list[str] = []
    if face is Face.DESK:
        prepare_desk(page)
    links: dict[str, str] = {}
    for language in LANGUAGES:
        page.goto(base)
        speak(page, language)
        for name in answers_of_forms(page, base):
            if name == "leaving":
                links["/leaving/{leaving}"] = page.url
            else:
                faults += fault_of(page, f"{language} {name}")
                page.set_viewport_size({"width": 1280, "height": 800})
        links = links if len(links) > 1 else of_seat(talks, page, room, face, links)
        for path, link in links.items():
            page.goto(link)
            open_all(page)
            faults += fault_of(page, f"{language} {path}")
    assert not faults, "\n".join(faults)


def test_no_way_in_shuts_anybody_out(windows: Windows, tmp_path: Path) -> None:
    """The first pages somebody sees: set-up, invitation, the six words, sign-in, what is not."""
    faults: list[str] = []
    with Served(tmp_path) as served:
        page, guest = windows.window(refusals=True), windows.window()

        def look(at: Page, address: str, name: str) -> None:
            for language in LANGUAGES:
                at.goto(address)
                speak(at, language)
                faults.extend(fault_of(at, f"{language} {name}"))
                at.set_viewport_size({"width": 1280, "height": 800})

        look(page, served.address, "/start/{token}")
        for name, text in (("title", "Muscat"), ("name", "Sayyid")):
            page.locator(f"input[name={name}]").fill(text)
        page.locator("input[name=room]").first.fill("Iran")
        passphrase(page)
        page.wait_for_url("**/sheet")
        base = page.url.rpartition("/")[0] + "/"
        prepare_desk(page)
        link = page.locator("#hosted-link").inner_text()
        look(guest, link, "/invitation/{invitation}")
        passphrase(guest)
        guest.wait_for_url("**/waiting")
        look(guest, guest.url, "/waiting")
        look(guest, guest.url.replace("waiting", "sign-in"), "/sign-in")
        page.goto(base + "statements/nothing")
        faults += fault_of(page, "refused")
        windows.close()
    assert not faults, "\n".join(faults)


def passphrase(page: Page) -> None:
    """Choose one, and send the form."""
    for name in ("passphrase", "passphrase_again"):
        page.locator(f"input[name={name}]").fill("correct horse battery staple")
    page.locator("main form button.primary").click()


def test_every_page_is_looked_at_or_it_is_said_why_not() -> None:
    """A page added later must not be forgotten here."""
    anyone = {
        each.path for each in route_table.PAGES if each.method == "GET" and each.face is Face.ANYONE
    }
    assert anyone == ELSEWHERE | {"/sign-in", "/enter/{token}"}
    assert set(NO_PAGE) <= {each.path for each in route_table.PAGES}
