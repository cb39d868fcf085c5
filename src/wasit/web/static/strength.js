// How hard a new passphrase is to guess, in words, by its length and variety.
import { word } from "./words.js";

export function strengthOf(passphrase) {
  const different = new Set(passphrase).size;
  const words = new Set(passphrase.trim().split(/\s+/).filter((each) => each.length > 2)).size;
  if (passphrase.length < 10) return "too-short";
  if (different < 6 || (words < 3 && passphrase.length < 14)) return "weak";
  if ((words >= 4 && passphrase.length >= 20) || (different >= 14 && passphrase.length >= 20)) return "strong";
  return "fair";
}

export function showStrength() {
  for (const field of document.querySelectorAll("input[data-strength]")) {
    const said = field.form.querySelector("[data-strength-said]");
    field.addEventListener("input", () => {
      said.textContent = field.value ? word(`strength-of-${strengthOf(field.value)}`) : "";
    });
  }
}
