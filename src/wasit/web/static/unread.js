// How many lines came while nobody looked.

const ids = () => [...document.querySelectorAll("[data-live] .line[id]")].map((each) => each.id);

export function countUnread(tell) {
  let seen = new Set(ids());
  let unread = 0;
  document.addEventListener("wasit:fresh", () => {
    const fresh = ids().filter((each) => !seen.has(each));
    seen = new Set(ids());
    if (!document.hidden) return;
    unread += fresh.length;
    if (fresh.length) tell(unread);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    unread = 0;
    tell(0);
  });
}
