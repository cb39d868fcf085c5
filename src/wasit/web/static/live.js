// News from the server: ask for this page again and put in what changed, keeping the reader's place.
import { isHeld, weave } from "./weave.js";

const events = () => document.body.dataset.liveFrom;

// What held the focus, or what stands for it now: the same line by its id, the same link by its address.
function sameAgain(region, held) {
  if (held.isConnected) return held;
  const link = held.getAttribute("href");
  const found = held.id ? document.getElementById(held.id) : link && region.querySelector(`a[href="${CSS.escape(link)}"]`);
  if (found && held.hasAttribute("tabindex")) found.tabIndex = held.tabIndex;
  return found;
}

function put(region, fresh) {
  if (region.innerHTML === fresh.innerHTML || isHeld(region)) return;
  const atEnd = region.scrollHeight - region.scrollTop - region.clientHeight < 40;
  const focused = region.contains(document.activeElement) ? document.activeElement : null;
  weave(region, fresh);
  if (atEnd) region.scrollTop = region.scrollHeight;
  if (focused && document.activeElement !== focused) sameAgain(region, focused)?.focus({ preventScroll: true });
}

// The server is told that nobody asked, so that a seat left alone still locks.
export async function refresh() {
  const headers = { accept: "text/html", "wasit-by-itself": "yes" };
  const answer = await fetch(location.href, { headers });
  if (answer.redirected && answer.url !== location.href.split("#")[0]) {
    location.assign(answer.url);
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const region of document.querySelectorAll("[data-live][id]")) {
    const fresh = page.getElementById(region.id);
    if (fresh) put(region, fresh);
  }
  document.dispatchEvent(new CustomEvent("wasit:fresh"));
}

export function listen() {
  if (!events()) return;
  let asked = false;
  let again = false;
  const ask = async () => {
    if (asked) {
      again = true;
      return;
    }
    asked = true;
    try {
      await refresh();
    } catch {
      // Offline: the stream asks again by itself, and so do we when it is back.
    } finally {
      asked = false;
      if (again) {
        again = false;
        ask();
      }
    }
  };
  const stream = new EventSource(events());
  stream.addEventListener("changed", ask);
  stream.addEventListener("ended", () => {
    stream.close();
    ask();
  });
  stream.addEventListener("open", ask);
  const every = document.querySelector("[data-every]");
  if (every) setInterval(ask, Number(every.dataset.every) * 1000);
}
