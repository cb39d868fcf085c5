// The seconds in which words can still be held back, counted down where they can be seen.
import { made, word } from "./words.js";

export function countDown() {
  const region = document.getElementById("leaving");
  const from = () => region.querySelector("[data-leaves-in]");
  if (!region || !from()) return;
  const until = Date.now() + Number(from().dataset.leavesIn) * 1000;
  const show = () => {
    const title = from();
    if (!title) return false;
    const left = Math.max(0, Math.ceil((until - Date.now()) / 1000));
    let place = document.getElementById("seconds-left");
    if (!place) {
      place = made("p", { id: "seconds-left", class: "facts", "aria-hidden": "true" });
      region.before(place);
    }
    place.textContent = word("seconds-left", { seconds: left });
    return true;
  };
  show();
  const ticking = setInterval(() => {
    if (show()) return;
    clearInterval(ticking);
    document.getElementById("seconds-left")?.remove();
  }, 250);
}
