// The author's console: follows the conversation of the chat beside it and shows what the program did in each turn.

import { Connection } from "./connection.js";
import { applyLook } from "./look.js";
import { element, markdown } from "./markdown.js";
import { language } from "./words.js";

const $ = (id) => document.getElementById(id);
const bot = decodeURIComponent(location.pathname.split("/").filter(Boolean).at(-1));
const at = encodeURIComponent(bot);
const TABS = { variables, effects, events, log };
let steps = [];
let chosen = null;
let tab = "variables";
let lines = [];
let frames = [];
let shownSource = "";

const connection = new Connection(bot, language, {
  state(state) {
    $("state").textContent = state;
    $("state").dataset.state = state;
    if (state === "open" && !$("chat").src) $("chat").src = `/${at}`;
  },
  frame(frame) {
    if (frame.type === "connected") $("save").href = `/api/dev/sessions/${frame.session_id}/test`;
    if (frame.type === "log") lines.push(frame.log);
    if (frame.type === "back") frames = frames.filter((each) => each.seq <= frame.to);
    else if (frame.seq && frame.type !== "connected") frames.push(frame);
    if (frame.type === "log" || frame.type === "fault") draw();
    if (["connected", "quiet", "back"].includes(frame.type)) refresh();
  },
  cleared() {},
});

async function get(path) {
  const answer = await connection.request(path);
  if (!answer.ok) throw new Error((await answer.json()).message);
  return answer.json();
}

/** Read the turns again; the last one is shown unless an earlier one was chosen. */
async function refresh() {
  const followed = !chosen || chosen.turn === steps.at(-1)?.turn;
  steps = (await get(`/api/dev/sessions/${connection.session}/steps`)).data;
  const found = (await get(`/api/dev/bots/${at}/findings`)).data;
  $("findings").hidden = !found.length;
  $("findings").replaceChildren("The last good version runs. The files have errors:", element("ul", {}, ...found.map((each) =>
    element("li", {}, `${each.file}:${each.line} ${each.message} `, codeButton(each.code)))));
  chosen = (!followed && steps.find((step) => step.turn === chosen.turn)) || steps.at(-1) || null;
  $("turns").replaceChildren(...steps.map(row).reverse());
  draw();
  await source();
}

function row(step, index) {
  const text = step.came.text || { start: "(begins)", wake: "(time passed)" }[step.came.kind] || `(${step.came.kind})`;
  const where = step.place.script ? `${step.place.script}:${step.place.line}` : step.status;
  const pick = element("button", { class: "pick", type: "button" }, element("b", {}, text), element("span", {}, `turn ${step.turn} · ${where}`));
  pick.onclick = () => choose(step);
  const made = element("li", { "aria-current": step === chosen ? "step" : null }, pick);
  if (step === chosen && step !== steps.at(-1)) {
    const back = element("button", { class: "small", type: "button" }, "Go back here");
    back.onclick = () => goBack(step.turn);
    made.append(back);
  }
  if (step === chosen && index > 0 && step.came.kind === "message" && !step.came.secret) made.append(resend(step, steps[index - 1]));
  return made;
}

/** A field to say something else in place of what was said then. */
function resend(step, before) {
  const field = element("input", { "aria-label": "Say this instead" });
  field.value = step.came.text;
  const form = element("form", {}, field, element("button", { class: "small", type: "submit" }, "Resend"));
  form.onsubmit = async (event) => {
    event.preventDefault();
    await goBack(before.turn);
    connection.say({ content: field.value });
  };
  return form;
}

async function goBack(turn) {
  chosen = null;
  const body = JSON.stringify({ turn });
  await connection.request(`/api/dev/sessions/${connection.session}/back`, { method: "POST", body, headers: { "Content-Type": "application/json" } });
}

function choose(step) {
  chosen = step;
  $("turns").replaceChildren(...steps.map(row).reverse());
  draw();
  source();
}

/** Show the script of the chosen turn, at the line where it stands. */
async function source(name = "") {
  const place = chosen?.place || {};
  const wanted = name || place.script || "";
  const key = `${wanted} ${place.version || ""}`;
  if (key !== shownSource || !$("source").children.length) {
    const found = await get(`/api/dev/bots/${at}/source?${new URLSearchParams({ script: wanted, ...(place.version ? { version: place.version } : {}) })}`);
    $("script").replaceChildren(...found.scripts.map((each) => element("option", { selected: each === found.script }, each)));
    $("source").replaceChildren(...found.text.replace(/\n$/, "").split("\n").map((line) => element("li", {}, line || " ")));
    shownSource = key;
    $("source").dataset.script = found.script;
  }
  for (const each of $("source").querySelectorAll("[aria-current]")) each.removeAttribute("aria-current");
  if (place.line && place.script === $("source").dataset.script) {
    const line = $("source").children[place.line - 1];
    line?.setAttribute("aria-current", "location");
    line?.scrollIntoView({ block: "center" });
  }
}

// ---------------------------------------------------------------- the panel

function draw() {
  for (const each of Object.keys(TABS)) {
    $(`tab-${each}`).setAttribute("aria-selected", String(each === tab));
    $(`tab-${each}`).tabIndex = each === tab ? 0 : -1;
  }
  $("panel").setAttribute("aria-labelledby", `tab-${tab}`);
  $("panel").replaceChildren(...TABS[tab]());
}

function table(caption, head, rows) {
  return element("table", {}, element("caption", {}, caption), element("thead", {}, element("tr", {}, ...head.map((each) => element("th", { scope: "col" }, each)))),
    element("tbody", {}, ...rows.map((cells) => element("tr", {}, ...cells.map((cell) => element("td", {}, cell))))));
}

function variables() {
  return (chosen?.scripts || []).map(({ script, variables }) => table(script, ["name", "value"], variables));
}

function effects() {
  if (!chosen) return [];
  const rows = chosen.effects.map(({ keyword, seconds, outcome }) => [keyword, outcome.startsWith("GB") ? codeButton(outcome) : outcome, `${(seconds * 1000).toFixed(1)} ms`]);
  return [table(`turn ${chosen.turn}`, ["keyword", "outcome", "time"], rows)];
}

function events() {
  const before = steps[steps.indexOf(chosen) - 1];
  const mine = frames.filter((frame) => !chosen || (frame.seq > (before?.seq || 0) && frame.seq <= chosen.seq));
  return [table("events", ["number", "kind", "content"], mine.map((frame) => [String(frame.seq), frame.type, told(frame)]))];
}

function told(frame) {
  if (!frame.fault) return frame.content || JSON.stringify(frame.question || frame.suggestions || frame.tool || "");
  const { code, message, script, line, values } = frame.fault;
  const known = Object.entries(values || {}).map(([name, value]) => `${name} = ${value}`).join(", ");
  return element("span", { class: "fault-text" }, codeButton(code), ` ${script ? `${script}:${line} ` : ""}${message}${known ? ` (${known})` : ""}`);
}

function log() {
  return [table("log", ["level", "text"], lines.map((line) => [line.level, line.text]))];
}

/** A button that opens the page of an error code. */
function codeButton(code) {
  const made = element("button", { class: "small", type: "button" }, code);
  made.onclick = async () => {
    const answer = await connection.request(`/api/dev/codes/${code}`);
    const close = element("button", { class: "chip", type: "button" }, "Close");
    close.onclick = () => $("page").close();
    $("page").replaceChildren(element("div", { class: "bubble" }, markdown(await answer.text())), element("div", { class: "row" }, close));
    $("page").showModal();
  };
  return made;
}

// ---------------------------------------------------------------- the page

for (const each of Object.keys(TABS)) {
  $(`tab-${each}`).onclick = () => {
    tab = each;
    draw();
  };
}
$("tabs").onkeydown = (event) => {
  const names = Object.keys(TABS);
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  tab = names[(names.indexOf(tab) + step + names.length) % names.length];
  draw();
  $(`tab-${tab}`).focus();
};
$("script").onchange = () => source($("script").value);
addEventListener("storage", (event) => {
  if (event.key === `gbc.${bot}.session` && event.newValue && JSON.parse(event.newValue) !== connection.session) location.reload();
});
applyLook(connection.kept.get("look") || "");
document.title = `${bot} · console`;
$("title").textContent = bot;
draw();
connection.start();
