// The words that scripts show, in the visitor's language: the page brings them in a template.

const brought = document.getElementById("script-words")?.content;
const WRITTEN = { arabic: "٠١٢٣٤٥٦٧٨٩", persian: "۰۱۲۳۴۵۶۷۸۹" };

export function figures(number) {
  const digits = WRITTEN[document.documentElement.dataset.digits];
  return digits ? String(number).replace(/\d/g, (each) => digits[each]) : String(number);
}

export function word(name, values = {}) {
  const text = brought?.querySelector(`[data-word="${name}"]`)?.textContent.trim() ?? "";
  return text.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? figures(values[key]) : whole));
}

// An element with its attributes and what is in it; texts become text, never markup.
export function made(tag, attributes = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...inside);
  return element;
}

export const seat = () => document.body.dataset.seat ?? "";
