// Files that go along with the next message: sent at once, listed until then.

import { element } from "./markdown.js";
import { say } from "./words.js";

export class Uploads {
  /** `does`: send(file) gives what the server made of it, change(), tell(text), sent(files) may take them at once. */
  constructor(root, does) {
    Object.assign(this, { root, does, limit: 20 << 20 });
    this.ready = [];
  }

  add(files) {
    for (const file of files) this.send(file);
  }

  /** The files that are there, which are then no longer listed. */
  take() {
    const taken = this.ready;
    this.ready = [];
    for (const file of taken) file.row.remove();
    this.root.hidden = !this.root.children.length;
    return taken;
  }

  async send(file) {
    if (file.size > this.limit) return this.does.tell(say("toolarge", file.name, Math.floor(this.limit / (1 << 20))));
    const row = element("li", { "aria-busy": "true" }, element("span", {}, say("uploading", file.name)));
    this.root.append(row);
    this.root.hidden = false;
    try {
      const made = await this.does.send(file);
      if (!row.isConnected) return;
      this.list(row, made);
      if (this.does.sent([made])) this.drop(made);
    } catch {
      row.remove();
      this.does.tell(say("failed", file.name));
    }
    this.root.hidden = !this.root.children.length;
    this.does.change();
  }

  list(row, made) {
    made.row = row;
    const remove = element("button", { class: "plain", type: "button", "aria-label": say("remove", made.name) }, "✕");
    remove.onclick = () => this.drop(made);
    row.removeAttribute("aria-busy");
    row.replaceChildren(element("span", {}, made.name), remove);
    this.ready.push(made);
  }

  drop(made) {
    this.ready = this.ready.filter((file) => file !== made);
    made.row.remove();
    this.root.hidden = !this.root.children.length;
    this.does.change();
  }
}
