// The sentences of what is being typed, each with a mark of its own, chosen with one key.
import { made, word } from "./words.js";

const LINE = /\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]/;
// The same rule as wasit.web.sentences; the server is told the sentences as they stand here.
const END = /(?<=[.!?؟۔…])["'”»\)\]]*(\s+)(?=[[\p{L}\p{Nl}\p{No}]--[a-zà-öø-ÿа-я]])/dgv;

function pieces(line) {
  let begun = 0;
  const found = [];
  for (const { indices: [, [from, to]] } of line.matchAll(END)) {
    found.push(line.slice(begun, from));
    begun = to;
  }
  return [...found, line.slice(begun)];
}

export function sentencesIn(text) {
  const lines = text.split(LINE);
  return lines.flatMap(pieces).map((each) => each.trim()).filter(Boolean);
}

function choicesOf(form) {
  const inputs = [...form.querySelectorAll(":scope > [data-marks] input[name=mark]")];
  const named = inputs.map((each) => [each.value, each.closest("label").textContent.trim()]);
  return [["", word("as-the-whole")], ...named];
}

function row(place, text, choices, held) {
  const name = `s${place}-mark`;
  const choice = ([code, label], digit) =>
    made(
      "label",
      { class: "choice" },
      made("input", { type: "radio", name, value: code, "data-digit": digit, checked: code === held.code }),
      made("span", {}, label),
    );
  const offer = made("input", { type: "text", name: `s${place}-offer`, dir: "auto", value: held.offer });
  const wanted = made("label", { hidden: held.code !== "if_offer" }, word("they-would-offer"), offer);
  const fields = made(
    "fieldset",
    { class: "marks sentence-row", "data-marks": true },
    made("legend", {}, made("bdi", {}, text)),
    made("input", { type: "hidden", name: "sentence", value: text }),
    made("div", { class: "choices" }, ...choices.map(choice)),
    wanted,
  );
  fields.addEventListener("change", () => {
    held.code = fields.querySelector("input[type=radio]:checked")?.value ?? "";
    wanted.hidden = held.code !== "if_offer";
  });
  offer.addEventListener("input", () => (held.offer = offer.value));
  return fields;
}

function follow(form) {
  const typed = form.querySelector("textarea[name=text]");
  const choices = choicesOf(form);
  const place = made("div", { class: "rows" });
  form.querySelector(":scope > [data-marks]").before(place);
  let rows = [];
  const chosen = JSON.parse(form.dataset.chosen || "[]");

  const show = () => {
    const texts = sentencesIn(typed.value);
    const before = rows;
    const held = (text, at) =>
      before.find((each) => each.text === text && !each.taken) ??
      (before.length === texts.length ? before[at] : undefined) ??
      { code: chosen[at]?.[0] ?? "", offer: chosen[at]?.[1] ?? "" };
    rows = texts.map((text, at) => {
      const one = held(text, at);
      one.taken = true;
      return { text, code: one.code, offer: one.offer };
    });
    const fields = rows.map((each, at) => row(at + 1, each.text, choices, each));
    place.replaceChildren(...(rows.length > 1 ? [made("p", { class: "advice" }, word("each-a-mark")), ...fields] : []));
  };
  typed.addEventListener("input", show);
  form.addEventListener("wasit:restored", show);
  show();
}

export function markSentences() {
  for (const form of document.querySelectorAll("form[data-sentences]")) follow(form);
}
