// Ctrl+K: every page and room by a few letters of its name.
import { made, word } from "./words.js";

const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function places() {
  const found = new Map();
  const brought = document.getElementById("palette-places")?.content;
  const links = [...document.querySelectorAll(".top nav a"), ...(brought?.querySelectorAll("a") ?? []), ...document.querySelectorAll("main a.button")];
  for (const each of links) {
    const name = each.textContent.replace(/\s+/g, " ").trim();
    const href = each.getAttribute("href");
    if (name && !found.has(href)) found.set(href, name);
  }
  return [...found].map(([href, name]) => ({ href, name }));
}

function build() {
  const typed = made("input", { type: "search", role: "combobox", "aria-expanded": "true", "aria-controls": "palette-list", "aria-label": word("palette-go-to"), dir: "auto", autocomplete: "off" });
  const list = made("ul", { id: "palette-list", role: "listbox", "aria-label": word("palette-places") });
  const dialog = made("dialog", { id: "palette", "aria-label": word("palette-go-to") }, typed, list);
  const all = places();
  let shown = [];
  let at = 0;

  const stand = (place) => {
    at = shown.length ? (place + shown.length) % shown.length : 0;
    [...list.children].forEach((each, index) => each.setAttribute("aria-selected", String(index === at)));
    const here = list.children[at];
    if (here) typed.setAttribute("aria-activedescendant", here.id);
    else typed.removeAttribute("aria-activedescendant");
    here?.scrollIntoView({ block: "nearest" });
  };
  const go = () => shown[at] && location.assign(shown[at].href);
  const show = () => {
    const wanted = folded(typed.value).split(/\s+/).filter(Boolean);
    shown = all.filter(({ name }) => wanted.every((each) => folded(name).includes(each)));
    list.replaceChildren(...shown.map(({ name }, index) => {
      const option = made("li", { role: "option", id: `palette-${index}` }, made("bdi", {}, name));
      option.addEventListener("click", () => { at = index; go(); });
      return option;
    }));
    stand(0);
  };
  typed.addEventListener("input", show);
  typed.addEventListener("keydown", (event) => {
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves) stand(at + moves[event.key]);
    else if (event.key === "Enter") go();
    else if (event.key === "Escape") dialog.close();
    else return;
    event.preventDefault();
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  show();
  return dialog;
}

export function offerPalette() {
  if (!document.querySelector(".top nav")) return;
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    event.preventDefault();
    if (!document.querySelector("dialog[open]")) build().showModal();
  });
}
