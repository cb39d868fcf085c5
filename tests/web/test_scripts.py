"""What each ES module adds to a page that works without it."""

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.web.chromium import Windows
from tests.web.seated import Seated
from tests.web.serving import Served
from wasit.web.sentences import sentences_in

pytestmark = [pytest.mark.slow, pytest.mark.browser]

IRAN, US = "Iran", "United States"
HIDE = """(hidden) => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


@pytest.fixture(scope="module")
def talks() -> Iterator[Seated]:
    """A case half way."""
    with Seated() as running:
        yield running


def say(page: Page, text: str) -> None:
    """Say something from the room's page."""
    page.locator("textarea[name=text]").fill(text)
    with page.expect_navigation():
        page.locator("form[action$='/room/say'] button.primary").click()


def kept_as_draft(page: Page) -> None:
    """Wait until what was typed is kept."""
    expect(page.locator(".draft").first).to_have_text("Kept here as a draft.")


def test_a_draft_is_back_after_the_page_was_left_and_gone_once_it_was_said(
    windows: Windows, talks: Seated
) -> None:
    """A closed lid or a slip of the finger must not cost a paragraph."""
    page = talks.sit(IRAN, windows)
    page.locator("textarea[name=text]").fill("Half a thought about the ports. And more.")
    kept_as_draft(page)
    again = page.context.new_page()
    again.goto(page.url)
    expect(again.locator("textarea[name=text]")).to_have_value(re.compile("Half a thought"))
    expect(again.locator("input[name=sentence]")).to_have_count(2)
    with again.expect_navigation():
        again.locator("form[action$='/room/say'] button.primary").click()
    again.goto(page.url)
    expect(again.locator("article:has-text('Half a thought')").first).to_be_visible()
    assert again.request.get(f"{talks.seats[IRAN]}draft/say").json() == {"fields": {}}
    expect(again.locator("textarea[name=text]")).to_have_value("")


def test_a_draft_can_be_forgotten(windows: Windows, talks: Seated) -> None:
    """What somebody thought better of is kept nowhere."""
    page = talks.sit(US, windows)
    page.locator("textarea[name=text]").fill("Never mind.")
    kept_as_draft(page)
    page.reload()
    page.locator(".draft button").click()
    kept_as_draft(page)
    assert page.request.get(f"{talks.seats[US]}draft/say").json() == {"fields": {}}


def test_each_sentence_gets_the_mark_that_a_key_chose(windows: Windows, talks: Seated) -> None:
    """One key a sentence, and what is shown is what is said."""
    page = talks.sit(IRAN, windows)
    page.locator("textarea[name=text]").fill(
        "They wrote 'no.' We wait until May. Tell nobody this."
    )
    rows = page.locator(".rows fieldset")
    expect(rows).to_have_count(3)
    for place, key in ((0, "2"), (2, "1")):
        rows.nth(place).locator("input[type=radio]").first.focus()
        page.keyboard.press(key)
    first = rows.nth(0).locator("input[type=radio]:checked").get_attribute("value")
    page.locator("textarea[name=text]").press("End")
    page.locator("textarea[name=text]").press_sequentially(" And thanks.")
    expect(rows).to_have_count(4)
    assert rows.nth(0).locator("input:checked").get_attribute("value") == first
    with page.expect_navigation():
        page.locator("form[action$='/room/say'] button.primary").click()
    said = page.locator("article:has-text('Tell nobody this') li")
    expect(said).to_have_count(4)
    expect(said.nth(0)).to_contain_text("They wrote 'no.'")
    assert first is not None
    expect(said.nth(0).locator(f".mark-{first}")).to_be_attached()
    expect(said.nth(2).locator(".mark-ears_only")).to_be_attached()


def test_marks_of_a_refused_statement_are_still_chosen(windows: Windows, talks: Seated) -> None:
    """Words must never go out under a wider mark because a form was filled in twice."""
    page = talks.sit(IRAN, windows, refusals=True)
    page.locator("textarea[name=text]").fill("One thing. Another thing.")
    rows = page.locator(".rows fieldset")
    rows.nth(0).locator("input[value=if_offer]").check()
    rows.nth(1).locator("input[value=verbatim]").check()
    with page.expect_navigation():
        page.locator("form[action$='/room/say'] button.primary").click()
    expect(page.locator("#fault")).to_contain_text("what they would have to offer")
    expect(page.locator(".rows fieldset input:checked")).to_have_count(2)
    assert page.locator(".rows fieldset input:checked").evaluate_all(
        "(found) => found.map((each) => each.value)"
    ) == ["if_offer", "verbatim"]


def test_findings_stand_beside_the_words_and_take_no_focus(windows: Windows, talks: Seated) -> None:
    """Who words a conveyance sees a leak before anybody else does."""
    page = talks.sit("", windows)
    page.locator("a.act").first.click()
    words = page.locator("textarea[name=words]")
    words.click()
    page.keyboard.type("They say that Brett McGurk waits in the south wing until Friday.")
    expect(page.locator("[data-findings-here] > *").first).to_be_visible()
    assert words.evaluate("(each) => each === document.activeElement")
    expect(page.locator("[data-findings-here]")).to_have_attribute("aria-live", "polite")


def test_the_palette_leads_to_a_room_by_a_few_letters(windows: Windows, talks: Seated) -> None:
    """Every page and room is a few keys away."""
    page = talks.sit("", windows)
    page.keyboard.press("Control+k")
    expect(page.locator("#palette")).to_be_visible()
    page.keyboard.type("jour")
    expect(page.locator("#palette li")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).to_have_count(0)
    page.keyboard.press("Control+k")
    page.keyboard.type("word something")
    page.keyboard.press("ArrowDown")
    name = page.locator("#palette li[aria-selected=true]").inner_text()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator(".target .room-name").inner_text().split(" ", 1)[1] in name


def test_keys_move_through_lines_acts_and_pages(windows: Windows, talks: Seated) -> None:
    """Hands that stay on the keyboard are quicker, and ? says how."""
    page = talks.sit("", windows)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_contain_text("next line")
    expect(page.locator("#keys")).to_contain_text("Journal")
    page.keyboard.press("Escape")
    held = "() => document.activeElement.closest('.line')?.id"
    page.keyboard.press("j")
    first = page.evaluate(held)
    page.keyboard.press("j")
    assert first
    assert page.evaluate(held) != first
    page.keyboard.press("k")
    assert page.evaluate(held) == first
    page.keyboard.press("n")
    assert page.evaluate("() => Boolean(document.activeElement.closest('#waiting'))")
    with page.expect_navigation():
        page.keyboard.type("gj")
    assert page.url.endswith("/journal")
    page.keyboard.press("w")
    page.keyboard.type("jjk?")
    expect(page.locator("textarea[name=text]")).to_have_value("jjk?")


def test_single_keys_can_be_switched_off(windows: Windows, talks: Seated) -> None:
    """Who speaks to their machine must not set off keys with every word (WCAG 2.1.4)."""
    page = talks.sit("", windows)
    page.keyboard.press("?")
    page.locator("#keys input").check()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert not page.evaluate("() => document.activeElement.closest('.line')?.id")


def test_title_counts_and_notification_says_nothing_of_what_came(
    windows: Windows, talks: Seated
) -> None:
    """A screen across the room must not show anybody's words."""
    desk = talks.sit("", windows)
    desk.context.grant_permissions(["notifications"], origin=talks.url)
    desk.add_init_script(
        "window.shown = []; window.Notification = class { constructor(...all) "
        "{ window.shown.push(JSON.stringify(all)); } "
        "static permission = 'granted'; static async requestPermission() { return 'granted'; } };"
    )
    desk.reload()
    desk.locator(".foot summary").click()
    desk.locator("input[name=notify]").check()
    desk.evaluate(HIDE, True)
    usual = desk.title()
    say(talks.sit(IRAN, windows), "An unmistakable pomegranate.")
    expect(desk).to_have_title(re.compile(r"^\([1-9]\d*\) "))
    desk.wait_for_function("() => window.shown.length > 0")
    assert "pomegranate" not in "".join(desk.evaluate("() => window.shown"))
    desk.evaluate(HIDE, False)
    expect(desk).to_have_title(usual)


def test_strength_is_said_in_words(
    windows: Windows, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A meter without words tells nothing to who cannot see it."""
    with Served(tmp_path_factory.mktemp("first-run")) as served:
        page = windows.window()
        page.goto(served.address)
        for typed, said in (
            ("short", "Too short."),
            ("aaaaaaaaaaaa", "Easily guessed."),
            ("correct horse battery staple", "Hard to guess."),
        ):
            page.locator("input[data-strength]").fill(typed)
            expect(page.locator("[data-strength-said]")).to_have_text(said)


def test_a_seat_left_alone_warns_before_it_locks(windows: Windows, talks: Seated) -> None:
    """Nobody loses their place to the lock unwarned; one act keeps the seat open."""
    page = talks.sit(US, windows)
    page.clock.install()
    page.reload()
    page.clock.fast_forward("29:10")
    expect(page.locator("#lock-warning")).to_contain_text("locks soon")
    with page.expect_request(lambda request: request.method == "HEAD"):
        page.locator("#lock-warning button").click()
    expect(page.locator("#lock-warning")).to_have_count(0)


def test_the_lock_key_is_there_on_every_page(windows: Windows, talks: Seated) -> None:
    """One push, and the seat is closed."""
    page = talks.sit(US, windows)
    with page.expect_navigation():
        page.locator("[data-key=lock]").click()
    assert page.url.endswith("/sign-in")


def test_leaving_counts_down_and_says_what_came_of_it(windows: Windows, talks: Seated) -> None:
    """Six seconds are long enough only if one sees them go."""
    page = talks.sit("", windows)
    page.locator(".column a.button").first.click()
    page.locator("textarea[name=words]").fill("We meet at nine.")
    page.locator("form.two .actions button").click()
    page.locator("form[action$='/leave'] button.primary").click()
    expect(page.locator("#seconds-left")).to_contain_text(re.compile("[1-6]"))
    first = page.locator("#seconds-left").inner_text()
    expect(page.locator("#seconds-left")).not_to_have_text(first)
    expect(page.locator("#leaving h1")).to_contain_text("Handed on", timeout=15_000)
    expect(page.locator("#seconds-left")).to_have_count(0)


def test_words_held_back_can_be_changed(windows: Windows, talks: Seated) -> None:
    """Who stopped a sentence in time must not have to write it again."""
    page = talks.sit("", windows)
    page.locator(".column a.button").first.click()
    page.locator("textarea[name=words]").fill("We meet at eleven.")
    kept_as_draft(page)
    wording = page.url
    page.locator("form.two .actions button").click()
    page.locator("form[action$='/leave'] button.primary").click()
    page.locator("form[action$='/hold-back'] button").click()
    page.locator("#leaving form[action$='/convey'] button").click()
    expect(page.locator("textarea[name=words]")).to_have_value("We meet at eleven.")
    page.goto(wording)
    expect(page.locator("textarea[name=words]")).to_have_value("We meet at eleven.")
    page.locator("form.two .actions button").click()
    page.locator("form[action$='/leave'] button.primary").click()
    page.locator("form[action$='/now'] button").click()
    expect(page.locator("#leaving h1")).to_contain_text("Handed on")
    page.goto(wording)
    expect(page.locator("textarea[name=words]")).to_have_value("")


def test_sentences_are_split_alike_by_the_script_and_the_server(
    windows: Windows, talks: Seated
) -> None:
    """What somebody marked must be what is kept."""
    page = talks.sit(IRAN, windows)
    split = "async ([at, text]) => (await import(at)).sentencesIn(text)"
    at = page.locator("script[src]").get_attribute("src") or ""
    for text in (
        "We agree. Not before the 5th.\nAsk them, e.g. about water.",
        "They said 'not now.' We wait (until May.) Then we ask.",
        "نعم. لا نوافق؟ ربما غدا.\r\n«بله.» ما صبر می‌کنیم۔ باشد…",
        "Version 2.5 is out! ¿Qué? Sí. é. Éa. Ёлка. ёлка. ²no. 5 yes. _x. A",
        "  \n\n One.  Two.\tThree.   ",
    ):
        told = page.evaluate(split, [at.replace("wasit.js", "sentences.js"), text])
        assert told == sentences_in(text), text


def test_a_draft_too_long_is_said_not_to_be_kept(windows: Windows, talks: Seated) -> None:
    """Nobody may believe that something is kept which is not."""
    page = talks.sit(US, windows, refusals=True)
    page.locator("textarea[name=text]").fill("x" * 200_100)
    expect(page.locator(".draft").first).to_contain_text("could not be kept")


def test_news_never_takes_the_readers_place_or_typed_text(windows: Windows, talks: Seated) -> None:
    """A desk that is busy must still be a place to read and write in."""
    desk = talks.sit("", windows)
    iran = talks.sit(IRAN, windows)
    iran.locator("textarea[name=text]").fill("Still thinking")
    line = desk.locator(".column:first-of-type article.statement").last
    line.locator("footer a").first.focus()
    held = desk.evaluate("() => document.activeElement.href")
    top = "() => document.activeElement.closest('.lines').scrollTop"
    desk.evaluate("() => { document.activeElement.closest('.lines').scrollTop = 60; }")
    place = desk.evaluate(top)
    other = talks.sit(IRAN, windows)
    other.locator("textarea[name=text]").fill("")
    say(other, "Something new for the desk.")
    expect(desk.locator("#columns")).to_contain_text("Something new for the desk.")
    expect(iran.locator("#lines")).to_contain_text("Something new for the desk.")
    assert desk.evaluate("() => document.activeElement.href") == held
    assert desk.evaluate(top) == place
    expect(iran.locator("textarea[name=text]")).to_have_value("Still thinking")


def test_a_page_that_looks_by_itself_keeps_no_seat_open(windows: Windows, talks: Seated) -> None:
    """A busy case must not keep an abandoned seat from locking."""
    page = talks.sit("", windows)
    with page.expect_request(
        lambda request: (
            request.resource_type == "fetch" and request.headers.get("wasit-by-itself") == "yes"
        )
    ):
        say(talks.sit(IRAN, windows), "News for an empty chair.")


def test_say_in_one_browser_is_seen_in_another(windows: Windows, talks: Seated) -> None:
    """Measured, and printed: the time from the push of the button to the words at the desk."""
    desk, iran = talks.sit("", windows), talks.sit(IRAN, windows)
    took: list[float] = []
    for place in range(7):
        text = f"Measured words number {place}."
        iran.locator("textarea[name=text]").fill(text)
        begun = time.perf_counter()
        iran.locator("form[action$='/room/say'] button.primary").click(no_wait_after=True)
        desk.wait_for_function("(text) => document.body.textContent.includes(text)", arg=text)
        took.append(time.perf_counter() - begun)
        expect(iran.locator("#lines")).to_contain_text(text)
    print(f"say -> seen: p50 {sorted(took)[len(took) // 2] * 1000:.0f} ms of {len(took)}")
