// Markdown to DOM nodes. Text only ever becomes text nodes and attributes that are checked here, never HTML, so that
// nothing a bot or a person writes can run. Used by the chat, the author's console and the agents' page.

const SAFE = /^(https?:\/\/|mailto:)/i;
const MOST_DEPTH = 8;

/** A fragment with the elements of `text`. */
export function markdown(text) {
  const made = document.createDocumentFragment();
  blocks(made, String(text).replace(/\r\n?/g, "\n").split("\n"), 0);
  return made;
}

/** An element with children; `attributes` are set as such, texts become text nodes. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, "");
    else if (value !== false && value != null) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** The address if a page may lead there: http, https and mailto anywhere, or a path of this server. */
export function safeLink(address) {
  const plain = address.trim();
  if (/[\u0000-\u0020\\]/.test(plain)) return "";
  if (SAFE.test(plain)) return plain;
  return /^\/(?!\/)/.test(plain) ? plain : "";
}

function safePicture(address) {
  const link = safeLink(address);
  if (!link || /^mailto:/i.test(link)) return "";
  try {
    return new URL(link, location.href).origin === location.origin ? link : "";
  } catch {
    return "";
  }
}

// ---------------------------------------------------------------- blocks

const FENCE = /^ {0,3}(`{3,}|~{3,})\s*([\w+-]*)/;
const HEADING = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
const RULE = /^ {0,3}([-*_])(\s*\1){2,}\s*$/;
const ITEM = /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/;
const QUOTE = /^ {0,3}>\s?(.*)$/;
const DIVIDER = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

function blocks(parent, lines, depth) {
  let at = 0;
  while (at < lines.length) {
    const line = lines[at];
    let match;
    if (!line.trim()) at++;
    else if ((match = FENCE.exec(line))) at = code(parent, lines, at + 1, match[1]);
    else if ((match = HEADING.exec(line))) {
      inline(parent.appendChild(element("h" + Math.min(6, match[1].length + 1))), match[2]);
      at++;
    } else if (RULE.test(line)) {
      parent.append(element("hr"));
      at++;
    } else if (depth < MOST_DEPTH && QUOTE.test(line)) {
      const inner = [];
      while (at < lines.length && (match = QUOTE.exec(lines[at]))) inner.push(match[1]), at++;
      blocks(parent.appendChild(element("blockquote")), inner, depth + 1);
    } else if (depth < MOST_DEPTH && ITEM.test(line)) at = list(parent, lines, at, depth);
    else if (line.includes("|") && DIVIDER.test(lines[at + 1] || "") && (lines[at + 1] || "").includes("-")) at = table(parent, lines, at);
    else at = paragraph(parent, lines, at);
  }
}

function code(parent, lines, at, fence) {
  const inner = [];
  while (at < lines.length && !lines[at].trim().startsWith(fence)) inner.push(lines[at++]);
  parent.append(element("pre", { tabindex: "0" }, element("code", {}, inner.join("\n"))));
  return at + 1;
}

function list(parent, lines, at, depth) {
  const first = ITEM.exec(lines[at]);
  const ordered = /\d/.test(first[2]);
  const indent = first[1].length;
  const made = parent.appendChild(element(ordered ? "ol" : "ul", ordered && parseInt(first[2], 10) !== 1 ? { start: parseInt(first[2], 10) } : {}));
  while (at < lines.length) {
    const match = ITEM.exec(lines[at]);
    if (!match || match[1].length !== indent || /\d/.test(match[2]) !== ordered) break;
    const item = made.appendChild(element("li"));
    inline(item, match[3]);
    const inner = [];
    at++;
    while (at < lines.length && lines[at].trim() && lines[at].search(/\S/) > indent) inner.push(lines[at++].slice(Math.min(indent + 2, lines[at - 1].search(/\S/))));
    if (inner.length) blocks(item, inner, depth + 1);
    while (at < lines.length - 1 && !lines[at].trim() && ITEM.test(lines[at + 1])) at++;
  }
  return at;
}

function cells(line) {
  const inner = line.trim().replace(/^\|/, "").replace(/\|$/, "");
  return inner.split(/(?<!\\)\|/).map((cell) => cell.replace(/\\\|/g, "|").trim());
}

function table(parent, lines, at) {
  const head = element("tr");
  for (const cell of cells(lines[at])) inline(head.appendChild(element("th", { scope: "col" })), cell);
  const body = element("tbody");
  for (at += 2; at < lines.length && lines[at].includes("|"); at++) {
    const row = body.appendChild(element("tr"));
    for (const cell of cells(lines[at]).slice(0, head.children.length)) inline(row.appendChild(element("td")), cell);
  }
  parent.append(element("div", { class: "wide", tabindex: "0" }, element("table", {}, element("thead", {}, head), body)));
  return at;
}

function paragraph(parent, lines, at) {
  const made = parent.appendChild(element("p"));
  const begin = at;
  do {
    if (at > begin) made.append(element("br"));
    inline(made, lines[at].trim());
    at++;
  } while (at < lines.length && lines[at].trim() && ![FENCE, HEADING, RULE, ITEM, QUOTE].some((form) => form.test(lines[at])));
  return at;
}

// ---------------------------------------------------------------- within a line

const INLINE = new RegExp(
  [
    /\\([!-/:-@[-`{-~])/, // 1 an escaped mark
    /(`+)(.{1,1000}?)\2(?!`)/, // 2, 3 code
    /!\[([^\]]{0,500})\]\(([^()\s]{1,2000})\)/, // 4, 5 a picture
    /\[([^\]]{1,500})\]\(([^()\s]{1,2000})(?:\s+"[^"]*")?\)/, // 6, 7 a link
    /\*\*(?=\S)(.{1,1000}?)(?<=\S)\*\*/, // 8 strong
    /__(?=\S)(.{1,1000}?)(?<=\S)__(?!\w)/, // 9 strong
    /~~(?=\S)(.{1,1000}?)(?<=\S)~~/, // 10 struck out
    /\*(?=[^\s*])(.{1,1000}?)(?<=\S)\*/, // 11 emphasis
    /(?<!\w)_(?=\S)(.{1,1000}?)(?<=\S)_(?!\w)/, // 12 emphasis
    /(https?:\/\/[^\s<>"'`|]{1,2000}[^\s<>"'`|.,;:!?)\]])/, // 13 a bare address
  ].map((part) => part.source).join("|"),
  "s",
);

function inline(parent, text, depth = 0) {
  while (text) {
    const found = depth < MOST_DEPTH ? INLINE.exec(text) : null;
    if (!found) {
      parent.append(text);
      return;
    }
    parent.append(text.slice(0, found.index));
    parent.append(piece(found, depth));
    text = text.slice(found.index + found[0].length);
  }
}

function piece(found, depth) {
  const [all, mark, , source, alt, picture, label, address, strong, strong2, struck, soft, soft2, bare] = found;
  const within = (name, text) => {
    const made = element(name);
    inline(made, text, depth + 1);
    return made;
  };
  if (mark !== undefined) return mark;
  if (source !== undefined) return element("code", {}, source.trim() || source);
  if (picture !== undefined) return shownPicture(alt, picture);
  if (address !== undefined) return link(address, label, depth) || all;
  if (strong !== undefined || strong2 !== undefined) return within("strong", strong ?? strong2);
  if (struck !== undefined) return within("s", struck);
  if (soft !== undefined || soft2 !== undefined) return within("em", soft ?? soft2);
  return link(bare, "", depth) || all;
}

function shownPicture(alt, address) {
  const source = safePicture(address);
  if (source) return element("img", { src: source, alt, loading: "lazy" });
  return link(address, alt || address, MOST_DEPTH) || alt;
}

function link(address, label, depth) {
  const target = safeLink(address);
  if (!target) return null;
  const made = element("a", { href: target, target: "_blank", rel: "noopener noreferrer" });
  if (label) inline(made, label, Math.max(depth + 1, MOST_DEPTH - 2));
  else made.append(address);
  return made;
}
