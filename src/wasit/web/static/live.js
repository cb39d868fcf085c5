// News from the server: ask for this page again and put in what changed, keeping the reader's place.

const events = () => document.body.dataset.liveFrom;

function isBusy(region) {
  const held = document.activeElement;
  return region.contains(held) && /^(INPUT|TEXTAREA|SELECT)$/.test(held.tagName);
}

function put(region, fresh) {
  if (region.innerHTML === fresh.innerHTML || isBusy(region)) return;
  const atEnd = region.scrollHeight - region.scrollTop - region.clientHeight < 40;
  const opened = new Set([...region.querySelectorAll("details[open][id]")].map((each) => each.id));
  region.replaceChildren(...fresh.childNodes);
  for (const each of region.querySelectorAll("details[id]")) each.open ||= opened.has(each.id);
  if (atEnd) region.scrollTop = region.scrollHeight;
}

export async function refresh() {
  const answer = await fetch(location.href, { headers: { accept: "text/html" } });
  if (answer.redirected && answer.url !== location.href) {
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
