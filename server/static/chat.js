// The chat: shows the frames of a conversation in their order and takes in what the person says.

import { Connection, Kept } from "./connection.js";
import { applyLook, applySheet, applyTheme, otherLook } from "./look.js";
import { element } from "./markdown.js";
import { Questions } from "./questions.js";
import { Uploads } from "./uploads.js";
import { Log } from "./log.js";
import { language, say, translate } from "./words.js";

const $ = (id) => document.getElementById(id);
const bot = decodeURIComponent(location.pathname.split("/").filter(Boolean).at(-1));
const kept = new Kept(bot);
await kept.load();
const log = new Log($("log"), { again, edit, press, say: speak, fetch: (path) => connection.request(path) });
const questions = new Questions({ say: speak, press, file: () => $("picker").click() });
const uploads = new Uploads($("files"), {
  send: (file) => upload(file), change: refresh, tell: (text) => log.note(text), sent: (files) => questions.wantsFile && Boolean(speak("", files)),
});
let tools = [];
let busy = false;
let behind = 0;

const connection = new Connection(bot, language, { frame, state: showState, cleared }, kept);

// ---------------------------------------------------------------- what comes

const FRAMES = {
  connected(frame) {
    tools = frame.tools;
    behind = frame.seq;
    setBusy(false);
    if (frame.status === "human") showState("human");
    $("earlier").hidden = !connection.first;
    if (frame.status === "closed") close();
    caughtUp(connection.seq);
  },
  message(frame) {
    log.bot(frame);
    questions.suggest(frame);
  },
  delta: (frame) => log.delta(frame),
  question(frame) {
    questions.ask(frame.question);
    questions.suggest(frame);
  },
  suggestions: (frame) => questions.suggest(frame),
  user(frame) {
    questions.answered();
    log.me(frame);
  },
  tool(frame) {
    questions.answered();
    log.note(say("ran", frame.tool.name), frame.seq);
  },
  theme: (frame) => changeTheme(frame.data),
  fault: (frame) => log.fault(frame),
  parked: (frame) => log.fault(frame),
  stopped(frame) {
    questions.answered();
    log.note(say("stopped"), frame.seq);
  },
  back: (frame) => log.back(frame.to),
  busy: () => setBusy(true),
  quiet: () => setBusy(false),
  error: (frame) => log.note(frame.error === "rate_limit_exceeded" ? say("slow") : frame.message),
};

function frame(given) {
  FRAMES[given.type]?.(given);
  if (given.seq) caughtUp(given.seq);
}

/** What was said before this page opened is not read aloud; what is said from now on is. */
function caughtUp(seq) {
  if (seq < behind) return;
  $("log").setAttribute("aria-live", "polite");
  for (const message of connection.unsent) if (message.message_type === 1) log.pending(message);
}

function showState(state) {
  const shown = { connecting: "connecting", open: "online", offline: "connecting", human: "human", gone: "nobot" }[state];
  $("state").textContent = say(shown);
  $("state").dataset.state = state;
  $("banner").hidden = state !== "offline" && state !== "gone";
  $("banner").textContent = say(state === "gone" ? "nobot" : "offline");
  if (state === "offline") setBusy(false);
  if (state === "gone") close();
}

function setBusy(on) {
  busy = on;
  $("typing").hidden = !on;
  if (on) $("state").textContent = say("typing");
  else if ($("state").dataset.state === "open") $("state").textContent = say("online");
  log.follow();
  refresh();
}

function cleared() {
  log.clear();
  questions.answered();
  questions.suggest({ suggestions: [], switchers: [] });
  $("log").setAttribute("aria-live", "off");
  for (const each of $("form").elements) each.disabled = false;
  questions.focus();
}

function close() {
  if ($("state").dataset.state !== "gone") log.note(say("closed"));
  for (const each of $("form").elements) each.disabled = true;
}

// ---------------------------------------------------------------- what the person does

/** Say something, with files that were sent before. */
function speak(text, files = uploads.take()) {
  const secret = questions.secret;
  const message = { content: text };
  if (files.length) message.attachments = files.map((file) => file.url);
  if (questions.active.length) message.active_switchers = questions.active;
  const shown = { content: secret ? "••••••" : text, attachments: files };
  questions.answered();
  shown.id = connection.say(message, secret);
  log.pending(shown);
  refresh();
  return shown.id;
}

/** What a button of the bot does. */
function press(label, action, context) {
  if (action.type === "invoke_tool") return start(action);
  if (action.type === "switch_context") return questions.toggle(action.switcher);
  return speak(action.message ?? label ?? context);
}

/** Run a tool; what it must know and the button does not say is asked for. */
function start(action) {
  const schema = tools.find((tool) => tool.function.name === action.tool)?.function.parameters;
  const given = action.params || {};
  const missing = (schema?.required || []).filter((name) => !(name in given));
  if (!missing.length || !action.prompt_for_params) return run(action.tool, given);
  const fields = missing.map((name) => field(name, schema.properties[name] || {}));
  const form = element("form", { method: "dialog" }, element("h2", {}, action.tool), ...fields, element("div", { class: "row" },
    element("button", { class: "chip", type: "button" }, say("cancel")), element("button", { class: "chip", type: "submit" }, say("run"))));
  form.querySelector("[type=button]").onclick = () => $("dialog").close();
  form.onsubmit = () => run(action.tool, { ...given, ...Object.fromEntries(new FormData(form)) });
  $("dialog").replaceChildren(form);
  $("dialog").showModal();
}

function field(name, schema) {
  const label = element("label", {}, schema.description || name);
  if (schema.enum) label.append(element("select", { name, required: true }, ...schema.enum.map((value) => element("option", {}, String(value)))));
  else {
    const type = { integer: "number", number: "number" }[schema.type] || { date: "date", email: "email" }[schema.format] || "text";
    label.append(element("input", { name, type, required: true, step: schema.type === "number" ? "any" : null }));
  }
  return label;
}

function run(tool, values) {
  connection.say({ message_type: 6, content: tool, arguments: values });
}

function again(text) {
  if (text) speak(text, []);
}

function edit(text) {
  questions.field.value = text;
  questions.focus();
  refresh();
}

async function upload(file) {
  const body = new FormData();
  body.append("file", file, file.name);
  const answer = await connection.request(`/api/files/${encodeURIComponent(bot)}?session_id=${connection.session}`, { method: "POST", body });
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
}

function refresh() {
  const field = questions.field;
  field.style.height = "auto";
  if (field.tagName === "TEXTAREA" && field.value) field.style.height = `${Math.min(200, field.scrollHeight)}px`;
  $("send").disabled = !field.value.trim() && !uploads.ready.length;
  const offer = busy && !field.value.trim();
  $("stop").hidden = !offer;
  $("send").hidden = offer;
}

function changeTheme({ name }) {
  if (name === "dark" || name === "light") applyLook(name);
  else if (name) applySheet(bot, name);
}

// ---------------------------------------------------------------- the page

$("form").onsubmit = (event) => {
  event.preventDefault();
  const field = questions.field;
  if (!field.reportValidity() || $("send").disabled) return;
  const text = field.value;
  field.value = "";
  speak(text);
};
$("say").onkeydown = (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    $("form").requestSubmit();
  }
};
for (const id of ["say", "typed"]) $(id).oninput = refresh;
$("skip").onclick = (event) => {
  event.preventDefault();
  questions.focus();
};
$("stop").onclick = () => {
  connection.command({ type: "stop" });
  questions.focus();
};
$("attach").onclick = () => $("picker").click();
$("picker").onchange = () => {
  uploads.add($("picker").files);
  $("picker").value = "";
};
$("fresh").onclick = () => connection.fresh();
$("look").onclick = () => kept.set("look", otherLook());
$("earlier").onclick = async () => {
  log.before(await connection.earlier());
  $("earlier").hidden = !connection.first;
};
addEventListener("paste", (event) => event.clipboardData?.files.length && uploads.add(event.clipboardData.files));
addEventListener("dragover", (event) => {
  event.preventDefault();
  $("drop").hidden = ![...(event.dataTransfer?.types || [])].includes("Files");
});
addEventListener("dragleave", (event) => event.relatedTarget || ($("drop").hidden = true));
addEventListener("drop", (event) => {
  event.preventDefault();
  $("drop").hidden = true;
  uploads.add(event.dataTransfer.files);
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && window.parent !== window && !$("dialog").open) window.parent.postMessage({ gbc: "close" }, "*");
});

async function dress() {
  const answer = await fetch(`/api/bot/config?bot_name=${encodeURIComponent(bot)}`);
  if (!answer.ok) return;
  const fields = await answer.json();
  const title = fields.theme_title || fields.theme_logo_text || fields.bot_name;
  document.title = title;
  $("title").textContent = title;
  $("letter").textContent = [...title][0].toUpperCase();
  uploads.limit = fields.upload_limit;
  if (fields.theme_logo) {
    $("logo").src = fields.theme_logo;
    $("logo").hidden = false;
    $("letter").hidden = true;
  }
  if (fields.theme_sheet) applySheet(bot, fields.theme_sheet);
  applyTheme(fields);
}

translate();
$("say").placeholder = say("say");
applyLook(kept.get("look") || "");
await dress().catch(() => {});
questions.ready = refresh;
refresh();
connection.start();
