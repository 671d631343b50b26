// The agents' page: the queue, one conversation, and what can be done about it. Nothing is kept here: the server has it all.
import { applyLook } from "./look.js";
import { language } from "./words.js";

const WORDS = {
  en: {
    skip: "Skip to the reply", title: "Attendance", presence: "I am", offline: "offline", online: "online", busy: "busy",
    away: "away", queue: "Conversations", none: "Nobody waits.", choose: "Choose a conversation", claim: "Claim",
    note: "Add a note", pass: "Pass on", resolve: "Resolve", log: "What was said", replies: "Prepared replies",
    reply: "Reply to the person", send: "Send", login: "Log in as an attendant", name: "Name", password: "Password",
    enter: "Log in", waits: "waits {0}", late: "waits {0}, too long", has: "with {0}", connected: "Connected",
    lost: "No connection. Trying again…", said: "Person", bot: "Bot", ok: "OK", cancel: "Cancel",
    to: "To whom? A name, a department, or nothing for everybody", why: "How did it end?", gone: "Resolved: {0}",
    guest: "Guest", p0: "low", p1: "normal", p2: "high", p3: "urgent",
  },
  pt: {
    skip: "Ir para a resposta", title: "Atendimento", presence: "Estou", offline: "off-line", online: "on-line",
    busy: "ocupado", away: "ausente", queue: "Conversas", none: "Ninguém espera.", choose: "Escolha uma conversa",
    claim: "Assumir", note: "Anotar", pass: "Repassar", resolve: "Encerrar", log: "O que foi dito",
    replies: "Respostas prontas", reply: "Responda à pessoa", send: "Enviar", login: "Entre como atendente", name: "Nome",
    password: "Senha", enter: "Entrar", waits: "espera há {0}", late: "espera há {0}, tempo demais", has: "com {0}",
    connected: "Conectado", lost: "Sem conexão. Tentando de novo…", said: "Pessoa", bot: "Bot", ok: "OK",
    cancel: "Cancelar", to: "Para quem? Um nome, um departamento, ou nada para todos", why: "Como terminou?",
    gone: "Encerrada: {0}", guest: "Visitante", p0: "baixa", p1: "normal", p2: "alta", p3: "urgente",
  },
};
const say = (key, ...values) => WORDS[language][key].replace(/\{(\d)\}/g, (_, place) => values[place]);
const $ = (id) => document.getElementById(id);

let cases = new Map();
let open = "";
let seen = 0;

document.documentElement.lang = language === "pt" ? "pt-BR" : "en";
document.title = say("title");
for (const each of document.querySelectorAll("[data-say]")) each.textContent = say(each.dataset.say);
for (const each of document.querySelectorAll("[data-label]")) each.setAttribute("aria-label", say(each.dataset.label));
applyLook();

async function call(path, body) {
  const options = body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(`/api/${path}`, options);
  const found = await answer.json().catch(() => ({}));
  if (answer.status === 401 || answer.status === 403) show("login");
  if (!answer.ok) throw new Error(found.message || answer.statusText);
  return found;
}

function show(what) {
  $("desk").hidden = what !== "desk";
  $("login").hidden = what !== "login";
  $("presence").disabled = what !== "desk";
}

function warn(error) {
  $("banner").textContent = error ? error.message : "";
  $("banner").hidden = !error;
}

/** Do it, and tell what goes wrong. */
async function attempt(work) {
  try {
    await work();
    warn(null);
  } catch (error) {
    warn(error);
  }
}

function made(tag, text, kind) {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  if (kind) element.className = kind;
  return element;
}

// ------------------------------------------------------------ the queue

async function refresh() {
  const { data } = await call("attendance/queue");
  show("desk");
  cases = new Map(data.map((item) => [item.session_id, item]));
  const focused = document.activeElement?.dataset?.session;
  $("queue").replaceChildren(...data.map(entry));
  $("none").hidden = data.length > 0;
  if (focused) document.querySelector(`[data-session="${CSS.escape(focused)}"]`)?.focus();
  if (open) head();
}

function entry(item) {
  const button = made("button");
  button.type = "button";
  button.dataset.session = item.session_id;
  button.setAttribute("aria-current", item.session_id === open);
  const top = made("b", item.user_name || say("guest"));
  top.append(made("span", say(`p${item.priority}`)));
  const wait = item.assigned_to
    ? made("span", say("has", item.assigned_to_name))
    : made("span", say(item.overdue ? "late" : "waits", minutes(item.waiting_time_seconds)), item.overdue ? "late" : "");
  button.append(top, made("span", item.last_message || item.reason), wait);
  button.addEventListener("click", () => attempt(() => choose(item.session_id)));
  const line = made("li");
  line.append(button);
  return line;
}

const minutes = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

// ------------------------------------------------------------ one conversation

async function choose(session) {
  open = session;
  seen = 0;
  $("log").replaceChildren();
  for (const each of document.querySelectorAll("#queue button")) {
    each.setAttribute("aria-current", each.dataset.session === session);
  }
  head();
  await more();
  const { data } = await call(`attendance/replies?bot_name=${encodeURIComponent(cases.get(session)?.bot_id || "")}`);
  $("replies").replaceChildren(...data.map(prepared));
  $("replies").hidden = !data.length;
  $("whom").focus();
}

function head() {
  const item = cases.get(open);
  $("deeds").hidden = $("form").hidden = !item;
  if (!item) return;
  $("whom").textContent = item.user_name || say("guest");
  const about = [item.bot_id, item.channel, item.department, item.reason, ...item.tags];
  $("about").textContent = about.filter(Boolean).join(" · ");
  $("claim").hidden = Boolean(item.assigned_to);
}

function prepared(reply) {
  const button = made("button", reply.name, "chip");
  button.type = "button";
  button.title = reply.text;
  button.addEventListener("click", () => {
    $("reply").value = reply.text;
    $("reply").focus();
  });
  return button;
}

/** Show what was said since. */
async function more() {
  const session = open;
  if (!session) return;
  let found;
  do {
    found = await call(`attendance/${session}/messages?since=${seen}`);
    if (session !== open) return;
    for (const item of found.data) if (item.seq > seen) line(item);
    seen = found.seq;
  } while (found.data.length);
}

function line(item) {
  const lines = {
    user: ["", say("said"), item.content],
    message: ["me", item.agent ? item.agent.name : say("bot"), item.content],
    note: ["memo", item.by, item.text],
    resolved: ["memo", item.by, say("gone", item.reason || "")],
  };
  const [kind, who, text] = lines[item.type] || [];
  if (!who) return;
  const turn = made("div", "", `turn ${kind}`);
  turn.append(made("small", who), made("div", text, "bubble"));
  $("log").append(turn);
  $("log").scrollTop = $("log").scrollHeight;
}

async function deed(name, body) {
  await call(`attendance/${open}/${name}`, body);
  await refresh();
  await more();
}

/** Ask for one line of text; null when cancelled. */
function ask(label) {
  const dialog = $("dialog");
  const form = made("form");
  form.method = "dialog";
  const named = made("label", label);
  const input = made("input");
  named.append(input);
  const row = made("div", "", "row");
  const no = made("button", say("cancel"), "chip");
  no.type = "button";
  const yes = made("button", say("ok"), "chip");
  row.append(no, yes);
  form.append(named, row);
  dialog.replaceChildren(form);
  return new Promise((resolve) => {
    let given = null;
    form.addEventListener("submit", () => (given = input.value));
    no.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => resolve(given), { once: true });
    dialog.showModal();
  });
}

async function asked(label, name, field) {
  const text = await ask(label);
  if (text !== null) await attempt(() => deed(name, { [field]: text }));
}

$("claim").addEventListener("click", () => attempt(() => deed("claim", {})));
$("note").addEventListener("click", () => asked(say("note"), "note", "text"));
$("pass").addEventListener("click", () => asked(say("to"), "transfer", "to"));
$("resolve").addEventListener("click", () => asked(say("why"), "resolve", "reason"));
$("presence").addEventListener("change", () => attempt(() => call("attendance/status", { status: $("presence").value })));

let sending = "";
$("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const content = $("reply").value.trim();
  if (!content) return;
  sending ||= crypto.randomUUID?.() || String(Date.now() + Math.random());
  attempt(async () => {
    await deed("reply", { content, id: sending });
    sending = "";
    $("reply").value = "";
  });
});
$("reply").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    $("form").requestSubmit();
  }
});
$("enter").addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(async () => {
    await call("auth/login", { username: $("name").value, password: $("password").value });
    $("password").value = "";
    await begin();
  });
});

// ------------------------------------------------------------ as it happens

let tries = 0;
async function begin() {
  await refresh();
  const socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/ws/attendant`);
  socket.addEventListener("open", () => {
    tries = 0;
    $("state").textContent = say("connected");
    $("state").dataset.state = "";
    attempt(async () => { await refresh(); await more(); });
  });
  socket.addEventListener("message", (event) => {
    const told = JSON.parse(event.data);
    if (told.type === "connected") $("presence").value = told.status;
    else if (told.type === "notice") warn({ message: told.content });
    else attempt(async () => { await refresh(); if (told.session_id === open) await more(); });
  });
  socket.addEventListener("close", () => {
    $("state").textContent = say("lost");
    $("state").dataset.state = "offline";
    setTimeout(() => begin().catch(() => {}), Math.min(30000, 1000 * 2 ** tries++) * (0.5 + Math.random() / 2));
  });
}
setInterval(() => { if (!$("desk").hidden) refresh().catch(() => {}); }, 15000);
begin().catch(() => {});
