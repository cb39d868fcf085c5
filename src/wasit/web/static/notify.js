// A notification that there is something new, for who asked for it; never what it is.
import { countUnread } from "./unread.js";
import { made, seat, word } from "./words.js";

const name = () => `wasit-notify ${seat()}`;
const wanted = () => localStorage.getItem(name()) === "yes" && Notification.permission === "granted";

export function offerNotifications() {
  const foot = document.querySelector(".foot details");
  if (!foot || !document.body.dataset.liveFrom || !("Notification" in window)) return;
  const box = made("input", { type: "checkbox", name: "notify", checked: wanted() });
  box.addEventListener("change", async () => {
    if (box.checked && (await Notification.requestPermission()) !== "granted") box.checked = false;
    localStorage.setItem(name(), box.checked ? "yes" : "");
  });
  foot.append(made("label", { class: "check" }, box, word("notify-me")));
  countUnread((unread) => {
    if (unread && wanted()) new Notification("Wasit", { body: word("something-new"), tag: "wasit" });
  });
}
