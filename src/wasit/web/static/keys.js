// Single keys: to move through the lines and the pages, to choose marks; ? lists them all.
// They can be switched off, for people who speak to their machine.
import { made, word } from "./words.js";

const OFF = "wasit-keys-off";
const isOff = () => localStorage.getItem(OFF) === "yes";
const isTyping = (target) => target.closest?.("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])");

function step(by) {
  const lines = [...document.querySelectorAll("main .line")].filter((each) => each.checkVisibility());
  const here = lines.indexOf(document.activeElement?.closest?.(".line"));
  const next = lines[here < 0 ? (by > 0 ? 0 : lines.length - 1) : here + by];
  if (!next) return;
  next.tabIndex = -1;
  next.focus();
}

function nextAct() {
  const acts = [...document.querySelectorAll("#waiting li a")];
  acts[(acts.indexOf(document.activeElement) + 1) % (acts.length || 1)]?.focus();
}

function chooseMark(event) {
  const marks = event.target.closest?.("[data-marks]");
  const wanted = marks?.querySelector(`input[type=radio][data-digit="${event.key}"]`);
  wanted?.click();
  return Boolean(wanted);
}

function help() {
  const keys = [
    ["?", "keys-help"], ["Ctrl+K", "keys-palette"], ["j", "keys-next-line"], ["k", "keys-previous-line"],
    ["n", "keys-next-act"], ["w", "keys-write"], ["/", "keys-search"], ["1–5", "keys-mark"],
  ];
  const goes = [...document.querySelectorAll(".top nav a[data-go]")].map((each) => [`g ${each.dataset.go}`, each.textContent.trim()]);
  const lines = [...keys.map(([key, name]) => [key, word(name)]), ...goes];
  const list = made("dl", { class: "keys" }, ...lines.flatMap(([key, name]) => [made("dt", {}, made("kbd", { dir: "ltr" }, key)), made("dd", {}, name)]));
  const off = made("input", { type: "checkbox", checked: isOff() });
  off.addEventListener("change", () => localStorage.setItem(OFF, off.checked ? "yes" : ""));
  const close = made("button", { type: "submit", autofocus: true }, word("close"));
  const dialog = made("dialog", { id: "keys", "aria-labelledby": "keys-title" }, made("h2", { id: "keys-title" }, word("keys-title")), list, made("label", { class: "check" }, off, word("keys-off")), made("form", { method: "dialog" }, close));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

const ACTS = {
  "?": help,
  j: () => step(1),
  k: () => step(-1),
  n: nextAct,
  w: () => document.querySelector("main textarea")?.focus(),
  "/": () => document.querySelector("main input[type=search]")?.focus(),
};

export function listenToKeys() {
  let going = false;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (document.querySelector("dialog[open]") || isTyping(event.target)) return;
    if (isOff() && event.key !== "?") return;
    const goes = going;
    going = event.key === "g" && !goes;
    if (goes) document.querySelector(`.top nav a[data-go="${CSS.escape(event.key)}"]`)?.click();
    else if (chooseMark(event)) event.preventDefault();
    else if (ACTS[event.key]) {
      event.preventDefault();
      ACTS[event.key]();
    }
  });
}
