// The number of unread lines in the window's title, while nobody looks.
import { countUnread } from "./unread.js";
import { figures } from "./words.js";

export function badgeTitle() {
  const usual = document.title;
  countUnread((unread) => {
    document.title = unread ? `(${figures(unread)}) ${usual}` : usual;
  });
}
