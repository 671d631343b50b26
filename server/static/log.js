// The list of what was said. Shows frames; decides nothing about the conversation.

import { element, markdown, safeLink } from "./markdown.js";
import { language, say } from "./words.js";

const PICTURE = /\.(png|jpe?g|gif|webp)$/i;

export class Log {
  /** `does`: again(text), edit(text), press(label, action), say(text), fetch(path). */
  constructor(root, does) {
    Object.assign(this, { root, does, stream: null });
    this.top = root.firstElementChild;
    new ResizeObserver(() => this.follow()).observe(root);
    root.addEventListener("scroll", () => (this.away = root.scrollHeight - root.scrollTop - root.clientHeight > 80), { passive: true });
  }

  clear() {
    this.root.replaceChildren(this.top);
    this.stream = null;
  }

  /** Keep the last message in sight, unless the person has scrolled up to read. */
  follow() {
    if (!this.away) this.root.scrollTop = this.root.scrollHeight;
  }

  bot(frame) {
    this.stream?.turn.remove();
    this.stream = null;
    this.add(this.turn("bot", frame, this.content(frame.content)));
  }

  /** Part of an answer that is still being written. */
  delta(frame) {
    if (!this.stream) {
      const turn = this.turn("bot", frame, "");
      turn.setAttribute("aria-busy", "true");
      this.stream = { turn, text: "" };
      this.add(turn);
    }
    this.stream.text += frame.content;
    const stream = this.stream;
    stream.drawing ??= requestAnimationFrame(() => {
      stream.drawing = null;
      stream.turn.querySelector(".bubble").replaceChildren(markdown(stream.text));
      this.follow();
    });
  }

  me(frame) {
    const pending = frame.external && this.root.querySelector(`[data-id="${CSS.escape(frame.external)}"]`);
    const turn = this.turn("me", frame, frame.content);
    pending?.remove();
    this.add(turn);
    this.tools(turn, frame.content);
    this.follow();
  }

  /** Something that the server does not have yet. */
  pending(message) {
    if (this.root.querySelector(`[data-id="${CSS.escape(message.id)}"]`)) return;
    const turn = this.turn("me", { content: message.content, attachments: (message.attachments || []).filter((file) => file.name) }, message.content);
    turn.dataset.id = message.id;
    turn.classList.add("pending");
    turn.append(element("div", { class: "below" }, say("kept")));
    this.away = false;
    this.add(turn);
  }

  note(text, seq) {
    const made = element("p", { class: "note" }, text);
    if (seq) made.dataset.seq = seq;
    this.add(made);
  }

  fault(frame) {
    const turn = this.turn("bot", frame, frame.content);
    turn.classList.add("fault");
    if (frame.fault) {
      const { code, message, script, line } = frame.fault;
      turn.querySelector(".bubble").append(element("p", {}, element("code", {}, `${code} ${script ? `${script}:${line}` : ""}`), ` ${message}`));
    }
    this.add(turn);
  }

  /** The conversation went back: what came behind number `to` is no longer part of it. */
  back(to) {
    for (const each of this.root.querySelectorAll("[data-seq]")) if (+each.dataset.seq > to) each.remove();
  }

  /** Frames of before the first one shown. */
  before(frames) {
    const height = this.root.scrollHeight;
    const rest = [...this.root.children].slice(1);
    for (const each of rest) each.remove();
    for (const frame of frames) {
      if (frame.type === "message") this.bot(frame);
      else if (frame.type === "user") this.me(frame);
      else if (frame.type === "back") this.back(frame.to);
    }
    this.root.append(...rest);
    this.root.scrollTop = this.root.scrollHeight - height;
  }

  add(turn) {
    this.root.append(turn);
    this.follow();
  }

  turn(who, frame, content) {
    const bubble = element("div", { class: "bubble" }, content);
    for (const file of frame.attachments || []) bubble.append(this.file(file));
    if (frame.citations?.length) bubble.append(this.sources(frame.citations));
    const made = element("div", { class: `turn ${who}` }, element("span", { class: "unseen" }, say(who, document.title) + ": "), bubble);
    if (frame.seq) made.dataset.seq = frame.seq;
    if (frame.timestamp) bubble.title = new Date(frame.timestamp * 1000).toLocaleString(language === "pt" ? "pt-BR" : "en");
    return made;
  }

  /** Where an answer comes from; opened, each source shows the beginning of its passage. */
  sources(citations) {
    const rows = citations.map((source) => {
      const place = [source.document, source.page && say("page", source.page), source.section].filter(Boolean).join(", ");
      const target = safeLink(source.url || "");
      const name = target ? element("a", { href: target, rel: "noopener noreferrer", target: "_blank" }, place) : place;
      return element("li", { value: source.number }, name, element("p", {}, source.text || ""));
    });
    return element("details", { class: "sources" }, element("summary", {}, say("sources")), element("ol", {}, ...rows));
  }

  /** Only the last message of the person can be sent again or changed. */
  tools(turn, text) {
    this.root.querySelector(".turn.me .below.last")?.remove();
    if (!text || text === "••••••") return;
    const again = element("button", { type: "button" }, say("again"));
    const edit = element("button", { type: "button" }, say("edit"));
    again.onclick = () => this.does.again(text);
    edit.onclick = () => this.does.edit(text);
    turn.append(element("div", { class: "below last" }, again, edit));
  }

  // -------------------------------------------------------------- what a message holds

  /** Cards where the bot sent them as data, else Markdown. */
  content(text) {
    const cards = readCards(text);
    return cards ? element("div", { class: "cards", tabindex: "0" }, ...cards.map((card) => this.card(card))) : markdown(text);
  }

  card(card) {
    const made = element("article", { class: "card" });
    if (card.image) {
      const picture = markdown(`![${String(card.title).replace(/[\[\]]/g, "")}](${card.image})`).querySelector("img");
      if (picture) made.append(picture);
    }
    const inner = element("div", {}, element("h2", {}, String(card.title)));
    if (card.text || card.subtitle) inner.append(element("p", {}, String(card.text || card.subtitle)));
    made.append(inner);
    for (const button of (Array.isArray(card.buttons) ? card.buttons : []).slice(0, 5)) made.append(this.button(button));
    return made;
  }

  button(given) {
    const label = String(typeof given === "object" && given ? given.text || given.title || given.label : given);
    const target = given?.url ? safeLink(String(given.url)) : "";
    if (target) return element("a", { href: target, target: "_blank", rel: "noopener noreferrer" }, label);
    const made = element("button", { type: "button" }, label);
    made.onclick = () => this.does.press(label, { type: "send_message", message: String(given?.message ?? given?.value ?? label) });
    return made;
  }

  /** A file that was sent: a picture is shown, any other can be fetched. */
  file(file) {
    const target = safeLink(file.url || "");
    const name = file.name || "file";
    if (!target) return element("span", { class: "attached" }, name);
    const made = element("a", { class: "attached", href: target, download: name }, name);
    const open = async () => URL.createObjectURL(await (await this.does.fetch(target)).blob());
    if (PICTURE.test(name) && target.startsWith("/")) {
      open().then((source) => {
        const shown = element("img", { src: source, alt: name });
        shown.onload = () => made.replaceChildren(shown);
      }).catch(() => {});
    }
    made.onclick = async (event) => {
      if (!target.startsWith("/")) return;
      event.preventDefault();
      const link = element("a", { href: await open(), download: name });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    };
    return made;
  }
}

/** A message that is a card or a list of cards: objects with a title and a picture, text or buttons. */
function readCards(text) {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    const found = JSON.parse(text);
    const cards = Array.isArray(found) ? found : [found];
    const fits = (card) => card && typeof card === "object" && card.title && (card.image || card.text || card.subtitle || card.buttons);
    return cards.length && cards.length <= 50 && cards.every(fits) ? cards : null;
  } catch {
    return null;
  }
}
