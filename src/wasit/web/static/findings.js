// What the checks find in the words so far, beside the words, while they are being typed.
import { made, word } from "./words.js";

const PAUSE_MS = 500;

function finding({ strength, kind, span, why }) {
  return made(
    "div",
    { class: `finding finding-${strength}` },
    made("p", {}, made("strong", {}, word(`strength-${strength}`)), " ", made("q", {}, made("bdi", {}, span)), " ", made("span", { class: "chip" }, kind)),
    made("p", {}, made("bdi", {}, why)),
  );
}

function follow(form) {
  const place = form.querySelector("[data-findings-here]");
  const words = form.querySelector("textarea[name=words]");
  let waiting = 0;
  let newest = 0;
  const ask = async () => {
    const mine = ++newest;
    if (!words.value.trim()) {
      place.replaceChildren();
      return;
    }
    try {
      const body = new URLSearchParams(new FormData(form));
      const answer = await fetch(form.dataset.findings, { method: "POST", body });
      if (mine !== newest || !answer.ok) return;
      const { findings, refusal } = await answer.json();
      const shown = findings.map(finding);
      if (refusal) shown.unshift(made("p", { class: "banner fault" }, made("strong", {}, word("gate-refuses")), " ", made("bdi", { lang: "en", dir: "ltr" }, refusal)));
      place.replaceChildren(...(shown.length ? shown : [made("p", { class: "advice" }, word("nothing-found"))]));
    } catch {
      // The next page has them too.
    }
  };
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE_MS);
  };
  form.addEventListener("input", soon);
  form.addEventListener("wasit:restored", soon);
  if (words.value) soon();
}

export function showFindings() {
  for (const form of document.querySelectorAll("form[data-findings]")) follow(form);
}
