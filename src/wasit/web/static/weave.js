// Putting a fresh part of a page in place of the old, touching only what changed: what is the same
// keeps its focus, its selection, what was typed in it, and its place under the reader's eyes.

const CONTAINERS = /^(OL|UL|DIV|SECTION|TABLE|TBODY)$/;

function likeness(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return node.textContent;
  const copy = node.cloneNode(true);
  const folded = [...copy.querySelectorAll("details")];
  if (copy.matches("details")) folded.push(copy);
  for (const each of folded) each.removeAttribute("open");
  for (const line of [copy, ...copy.querySelectorAll(".line")]) {
    if (line.matches(".line")) line.removeAttribute("tabindex"); // a key put it there
  }
  return copy.outerHTML;
}

const shell = (element) => element.cloneNode(false).outerHTML;

function typedIn(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return false;
  const fields = [...node.querySelectorAll("input, textarea")];
  return fields.some(
    (each) => each.value !== each.defaultValue || each.checked !== each.defaultChecked,
  );
}

export function isHeld(region) {
  const focused = document.activeElement;
  const inField = region.contains(focused) && /^(INPUT|TEXTAREA|SELECT)$/.test(focused.tagName);
  return inField || typedIn(region);
}

function pairs(region, fresh) {
  const same = new Map();
  for (const node of region.childNodes) {
    const key = likeness(node);
    same.set(key, [...(same.get(key) ?? []), node]);
  }
  const found = [...fresh.childNodes].map((node) => [node, same.get(likeness(node))?.shift()]);
  const spare = [...same.values()].flat();
  for (const pair of found) {
    const [node, old] = pair;
    if (old || !CONTAINERS.test(node.nodeName)) continue;
    const at = spare.findIndex((each) => each.nodeName === node.nodeName && shell(each) === shell(node));
    if (at >= 0) [pair[1]] = spare.splice(at, 1);
  }
  return found;
}

export function weave(region, fresh) {
  const wanted = pairs(region, fresh).map(([node, old]) => {
    if (old && likeness(old) !== likeness(node)) weave(old, node);
    return old ?? node;
  });
  const kept = new Set(wanted);
  for (const node of [...region.childNodes]) if (!kept.has(node)) node.remove();
  let place = region.firstChild;
  for (const node of wanted) {
    if (node === place) place = place.nextSibling;
    else region.insertBefore(node, place);
  }
}
