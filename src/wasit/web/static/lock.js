// The idle lock: a warning a minute before the seat locks by itself; anything one does keeps it open.
import { refresh } from "./live.js";
import { made, seat, word } from "./words.js";

const WARNING_S = 60;
const AT_MOST_EVERY_S = 60;
const ASK_AGAIN_S = 15;

export function watchLock() {
  const idle_s = Number(document.body.dataset.idleS);
  if (!idle_s) return;
  const warn_s = Math.min(WARNING_S, idle_s / 2);
  let told = Date.now();
  let shown = null;

  const stay = () => {
    if (!shown && Date.now() - told < Math.min(AT_MOST_EVERY_S, idle_s / 4) * 1000) return;
    told = Date.now();
    shown?.remove();
    shown = null;
    fetch(`${seat()}seat`, { method: "HEAD" }).catch(() => {});
  };
  const look = () => {
    const left_s = Math.ceil(idle_s - (Date.now() - told) / 1000);
    if (left_s <= 0) {
      // Another window may have kept the seat open; asking by itself, this one keeps nothing open.
      told += ASK_AGAIN_S * 1000;
      shown?.remove();
      shown = null;
      refresh().catch(() => {});
      return;
    }
    if (left_s > warn_s) return;
    if (!shown) {
      const button = made("button", { type: "button" }, word("lock-stay"));
      button.addEventListener("click", stay);
      const seconds = made("span", { class: "lock-seconds", "aria-hidden": "true" });
      shown = made("div", { class: "banner fault", id: "lock-warning" }, made("p", { role: "alert" }, word("lock-soon")), seconds, " ", button);
      document.getElementById("main").prepend(shown);
    }
    shown.querySelector(".lock-seconds").textContent = word("seconds-left", { seconds: left_s });
  };
  for (const each of ["pointerdown", "keydown", "scroll"]) document.addEventListener(each, stay, { passive: true });
  setInterval(look, 1000);
}
