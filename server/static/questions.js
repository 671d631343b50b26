// What the bot waits for and what it offers: menus, typed fields, buttons and switches around the message box.

import { element } from "./markdown.js";
import { say } from "./words.js";

const $ = (id) => document.getElementById(id);

const TYPES = {
  EMAIL: { type: "email" }, MAIL: { type: "email" }, DATE: { type: "date" }, HOUR: { type: "time" }, TIME: { type: "time" },
  INTEGER: { inputmode: "numeric" }, INT: { inputmode: "numeric" }, NUMBER: { inputmode: "decimal" }, NUMERIC: { inputmode: "decimal" },
  FLOAT: { inputmode: "decimal" }, DECIMAL: { inputmode: "decimal" }, DOUBLE: { inputmode: "decimal" }, MONEY: { inputmode: "decimal" },
  CURRENCY: { inputmode: "decimal" }, AMOUNT: { inputmode: "decimal" }, MOBILE: { type: "tel" }, PHONE: { type: "tel" },
  TELEPHONE: { type: "tel" }, URL: { type: "url" }, LINK: { type: "url" }, COLOR: { type: "color" }, COLOUR: { type: "color" },
  CPF: { inputmode: "numeric" }, ZIPCODE: { autocomplete: "postal-code" }, NAME: { autocomplete: "name" },
};
const FILES = {
  IMAGE: "image/*", PHOTO: "image/*", PICTURE: "image/*", QRCODE: "image/*", QR: "image/*", AUDIO: "audio/*", VOICE: "audio/*",
  SOUND: "audio/*", VIDEO: "video/*", FILE: "", DOCUMENT: "", DOC: "", PDF: "",
};

export class Questions {
  /** `does`: say(text), press(label, action, context), file(). */
  constructor(does) {
    this.does = does;
    this.on = new Set();
    this.answered();
  }

  /** The field that the person writes in now. */
  get field() {
    return $("typed").hidden ? $("say") : $("typed");
  }

  /** Switches that are on. */
  get active() {
    return [...this.on];
  }

  focus() {
    this.field.focus();
  }

  ask(question) {
    const written = this.field.value;
    this.plain();
    const type = (question.type || "TEXT").toUpperCase();
    const options = question.options || (type === "BOOLEAN" || type === "BOOL" ? [say("yes"), say("no")] : []);
    this.secret = Boolean(question.secret);
    this.wantsFile = type in FILES;
    $("picker").accept = FILES[type] || "";
    const buttons = options.map((option) => this.button(option, () => this.does.say(option)));
    if (this.wantsFile) buttons.push(this.button(say("choose"), () => this.does.file()));
    fill($("options"), buttons);
    const attributes = this.secret ? { type: "password", autocomplete: "off" } : TYPES[type];
    if (attributes) this.typed(attributes);
    if (!this.secret) this.field.value = this.field.type === "color" ? "#3366ff" : written;
    this.ready?.();
  }

  typed(attributes) {
    const focused = document.activeElement === $("say");
    const field = $("typed");
    for (const name of ["type", "inputmode", "autocomplete"]) field.removeAttribute(name);
    for (const [name, value] of Object.entries(attributes)) field.setAttribute(name, value);
    field.placeholder = say(this.secret ? "secret" : "say");
    field.setAttribute("aria-label", field.placeholder);
    field.hidden = false;
    $("say").hidden = true;
    if (focused) field.focus();
  }

  /** There is no question, or it has its answer. */
  answered() {
    fill($("suggestions"), []);
    this.plain();
  }

  /** The plain message box, without a menu. */
  plain() {
    const focused = document.activeElement === $("typed") || $("options").contains(document.activeElement);
    this.secret = this.wantsFile = false;
    fill($("options"), []);
    $("typed").value = "";
    $("typed").hidden = true;
    $("say").hidden = false;
    $("picker").accept = "";
    if (focused) this.focus();
    this.ready?.();
  }

  /** Buttons of a frame; one without them leaves those that are there. */
  suggest({ suggestions, switchers }) {
    if (suggestions) fill($("suggestions"), suggestions.map((given) => this.suggestion(given)));
    if (switchers) fill($("switchers"), switchers.map((given) => this.switcher(given)));
  }

  suggestion({ text, action, context, icon }) {
    let does = { type: "send_message", message: text };
    try {
      does = typeof action === "string" ? JSON.parse(action) : action || does;
    } catch { /* then it says its text */ }
    return this.button(icon ? `${icon} ${text}` : text, () => this.does.press(text, does, context));
  }

  switcher({ id, label, icon }) {
    const made = this.button(icon ? `${icon} ${label}` : label, () => this.toggle(id));
    made.dataset.switcher = id;
    made.setAttribute("aria-pressed", this.on.has(id));
    return made;
  }

  toggle(id) {
    if (!this.on.delete(id)) this.on.add(id);
    for (const each of $("switchers").children) each.setAttribute("aria-pressed", this.on.has(each.dataset.switcher));
  }

  button(label, pressed) {
    const made = element("button", { class: "chip", type: "button" }, label);
    made.onclick = pressed;
    return made;
  }
}

function fill(group, children) {
  group.replaceChildren(...children);
  group.hidden = !children.length;
}
