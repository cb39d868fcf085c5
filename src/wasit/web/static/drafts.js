// What is typed and not yet sent is kept, sealed, at the seat; it is back when the page is.
import { made, seat, word } from "./words.js";

const PAUSE_MS = 600;

async function keep(form) {
  const address = `${seat()}draft/${form.dataset.draft}`;
  const fields = [...form.querySelectorAll("textarea[name]")];
  const said = made("p", { class: "advice draft", role: "status" });
  form.querySelector("textarea").closest("label").after(said);

  const save = async () => {
    const body = new URLSearchParams(fields.map((each) => [each.name, each.value]));
    try {
      const answer = await fetch(address, { method: "POST", body });
      said.textContent = answer.ok ? word("draft-kept") : word("draft-not-kept");
    } catch {
      said.textContent = word("draft-not-kept");
    }
  };
  let waiting = 0;
  form.addEventListener("input", (event) => {
    if (!fields.includes(event.target)) return;
    clearTimeout(waiting);
    waiting = setTimeout(save, PAUSE_MS);
  });
  form.addEventListener("submit", () => clearTimeout(waiting));

  if (fields.some((each) => each.value)) return;
  const answer = await fetch(address);
  const kept = answer.ok ? (await answer.json()).fields : {};
  if (!Object.values(kept).some(Boolean) || fields.some((each) => each.value)) return;
  for (const each of fields) each.value = kept[each.name] ?? "";
  const forget = made("button", { type: "button", class: "quiet" }, word("draft-forget"));
  forget.addEventListener("click", () => {
    for (const each of fields) each.value = "";
    fields[0].dispatchEvent(new Event("input", { bubbles: true }));
    fields[0].focus();
  });
  said.replaceChildren(word("draft-back"), " ", forget);
  form.dispatchEvent(new CustomEvent("wasit:restored"));
}

export function keepDrafts() {
  for (const form of document.querySelectorAll("form[data-draft]")) keep(form).catch(() => {});
}
