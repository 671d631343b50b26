// One conversation over WebSocket: opens it, opens it again after it broke, and loses nothing that was said meanwhile.
// Knows nothing of how things look; whoever makes it gets frames in their order, each once.

const FIRST_WAIT = 500;
const LONGEST_WAIT = 20000;
const SHOWN_AT_FIRST = 200;

/** Kept values of one bot in this browser; without storage they last as long as the page. */
export class Kept {
  constructor(bot) {
    this.prefix = `gbc.${bot}.`;
    this.memory = {};
  }
  /** In a frame where the browser gives us no storage, the page around it remembers; see embed.js. */
  async load() {
    if (!inForeignFrame() || usable()) return;
    this.around = location.ancestorOrigins?.[0] || "*";
    this.memory = await new Promise((done) => {
      setTimeout(done, 1000, {});
      addEventListener("message", ({ source, data }) => source === parent && data?.gbc === "kept" && done(data.values));
      parent.postMessage({ gbc: "remember" }, this.around);
    });
  }
  get(name) {
    try {
      return JSON.parse(localStorage.getItem(this.prefix + name));
    } catch {
      return this.memory[name] ?? null;
    }
  }
  set(name, value) {
    this.memory[name] = value;
    if (this.around) parent.postMessage({ gbc: "keep", values: this.memory }, this.around);
    try {
      if (value == null) localStorage.removeItem(this.prefix + name);
      else localStorage.setItem(this.prefix + name, JSON.stringify(value));
    } catch { /* private windows may refuse */ }
  }
}

export class Connection {
  /** `handlers`: frame(frame), state("connecting" | "open" | "offline" | "gone"), cleared(). */
  constructor(bot, language, handlers, kept = new Kept(bot)) {
    Object.assign(this, { bot, language, handlers, kept });
    this.session = this.kept.get("session") || "";
    this.unsent = this.kept.get("unsent") || [];
    this.framed = inForeignFrame();
    this.token = this.framed ? this.kept.get("token") || "" : "";
    this.seq = 0;
    this.first = 0;
    this.failures = 0;
    addEventListener("online", () => this.hurry());
    document.addEventListener("visibilitychange", () => document.hidden || this.hurry());
  }

  /** A request in the name of this person. In a frame of another site the browser keeps no cookie of ours. */
  async request(path, options = {}) {
    const headers = { ...options.headers, ...(this.token ? { Authorization: `Bearer ${this.token}` } : {}) };
    return fetch(path, { ...options, headers, credentials: "same-origin" });
  }

  async start() {
    this.ended = false;
    this.handlers.state("connecting");
    try {
      if (!(await this.enter())) return;
      await this.find();
    } catch {
      return this.later();
    }
    this.open();
  }

  /** Get a token unless there is one. */
  async enter() {
    const path = `/api/auth?bot_name=${encodeURIComponent(this.bot)}`;
    let answer = await this.request(path);
    if (answer.status === 401) {
      this.remember("");
      answer = await this.request(path);
    }
    if (answer.status === 401) {
      location.assign(`/login?next=${encodeURIComponent(location.pathname)}`);
      return false;
    }
    if (answer.status === 404) {
      this.handlers.state("gone");
      return false;
    }
    if (!answer.ok) throw new Error(answer.status);
    const { token } = await answer.json();
    if (token && this.framed) this.remember(token);
    return true;
  }

  remember(token) {
    this.token = token;
    this.kept.set("token", token || null);
  }

  /** Whether the conversation of last time is still there, and from where to show it. */
  async find() {
    if (!this.session || this.seq) return;
    const answer = await this.request(`/api/sessions/${this.session}`);
    if (answer.ok) {
      const { seq } = await answer.json();
      this.seq = this.first = Math.max(0, seq - SHOWN_AT_FIRST);
    } else if (answer.status === 404 || answer.status === 401) this.forget();
    else throw new Error(answer.status);
  }

  forget() {
    this.session = "";
    this.seq = this.first = 0;
    this.unsent = [];
    this.kept.set("session", null);
    this.kept.set("unsent", null);
  }

  open() {
    const query = new URLSearchParams({ language: this.language });
    if (this.session) query.set("session_id", this.session), query.set("since", this.seq);
    const address = new URL(`/ws/${encodeURIComponent(this.bot)}?${query}`, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    const socket = new WebSocket(address, this.token ? ["gbc", `token.${this.token}`] : ["gbc"]);
    this.socket = socket;
    socket.onmessage = (event) => this.socket === socket && this.take(JSON.parse(event.data));
    socket.onclose = () => this.socket === socket && this.later();
  }

  take(frame) {
    if (frame.type === "connected") {
      this.failures = 0;
      this.session = frame.session_id;
      this.kept.set("session", this.session);
      this.handlers.state("open");
      for (const message of this.unsent) this.transmit(message);
    }
    if (frame.seq && frame.type !== "connected") {
      if (frame.seq <= this.seq) return;
      this.seq = frame.seq;
    }
    if (frame.external) this.sent(frame.external);
    this.handlers.frame(frame);
  }

  /** Try again, later each time and never at the same moment as everybody else. */
  later() {
    clearTimeout(this.timer);
    this.socket = null;
    if (this.ended) return;
    this.handlers.state("offline");
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.failures++);
    this.timer = setTimeout(() => this.start(), wait * (0.5 + Math.random()));
  }

  hurry() {
    if (this.socket || this.ended || !this.timer) return;
    clearTimeout(this.timer);
    this.failures = 0;
    this.start();
  }

  /** Say something; gives its id. A `secret` is not kept anywhere. */
  say(message, secret = false) {
    const made = { id: id(), message_type: 1, ...message };
    this.unsent.push(made);
    if (!secret) this.keep();
    made.secret = secret;
    this.transmit(made);
    return made.id;
  }

  keep() {
    this.kept.set("unsent", this.unsent.filter((message) => !message.secret));
  }

  transmit({ secret, ...message }) {
    this.command(message);
  }

  /** Send a frame that is worth nothing later. */
  command(frame) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(frame));
  }

  sent(external) {
    this.unsent = this.unsent.filter((message) => message.id !== external);
    this.keep();
  }

  /** Frames from before the first one shown. */
  async earlier() {
    const from = Math.max(0, this.first - 100);
    const answer = await this.request(`/api/sessions/${this.session}/history?since=${from}&limit=${this.first - from}`);
    if (!answer.ok) return [];
    this.first = from;
    return (await answer.json()).data;
  }

  /** Leave this conversation for a new one. */
  fresh() {
    this.ended = true;
    this.socket?.close();
    this.socket = null;
    clearTimeout(this.timer);
    this.forget();
    this.handlers.cleared();
    this.start();
  }
}

/** Whether this page is part of a page of another site. */
function inForeignFrame() {
  try {
    return window.top.location.origin !== location.origin;
  } catch {
    return true;
  }
}

function usable() {
  try {
    return Boolean(localStorage);
  } catch {
    return false;
  }
}

function id() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
