// Light or dark, and the colours of a theme. Values are set as variables of the page's own style sheet.

const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");
const PLAIN = /^[#\w\s(),.%]+$/;
let chosen = "";
let accent = "";

/** Show light or dark: what the person chose, else what the system says. */
export function applyLook(choice = chosen) {
  chosen = choice;
  root.dataset.look = choice || (dark.matches ? "dark" : "light");
  applyAccent();
}
dark.addEventListener("change", () => applyLook());

/** Show the other of light and dark; gives it. */
export function otherLook() {
  applyLook(root.dataset.look === "dark" ? "light" : "dark");
  return chosen;
}

/** Take over the public fields of a bot's theme. */
export function applyTheme(fields) {
  if (PLAIN.test(fields.theme_color1 || "")) accent = fields.theme_color1;
  if (["light", "dark"].includes(fields.theme_base) && !chosen) chosen = fields.theme_base;
  applyLook();
}

/** The accent colour, and what is readable on it and beside it. */
function applyAccent() {
  if (!accent) return;
  const light = lightness(accent);
  const beside = root.dataset.look === "dark" ? light > 0.23 : light < 0.18;
  root.style.setProperty("--accent", accent);
  root.style.setProperty("--on-accent", (light + 0.05) ** 2 > 1.05 * 0.05 ? "#000" : "#fff");
  root.style.setProperty("--accent-ink", beside ? accent : "var(--ink)");
}

/** Relative luminance, from 0 to 1. */
function lightness(color) {
  const probe = document.createElement("i");
  probe.style.color = color;
  document.body.append(probe);
  const parts = getComputedStyle(probe).color.match(/[\d.]+/g) || [0, 0, 0];
  probe.remove();
  const [red, green, blue] = parts.slice(0, 3).map((part) => {
    const share = part / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Load the style sheet of a theme; it replaces the one before. */
export function applySheet(bot, name) {
  let link = document.getElementById("sheet");
  if (!link) {
    link = document.createElement("link");
    link.id = "sheet";
    link.rel = "stylesheet";
    document.head.append(link);
  }
  link.href = `/theme/${encodeURIComponent(bot)}/${encodeURIComponent(name)}.css`;
}
