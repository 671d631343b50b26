// Logs a person in and goes back to the page that asked for it. A login that is still good is gone on with unseen.
import { applyLook } from "./look.js";
import { language } from "./words.js";

const WORDS = {
  en: { login: "Log in", name: "Name", password: "Password", invalid_credentials: "The name or the password is wrong.",
    other: "This did not work. Wait a moment and try again." },
  pt: { login: "Entrar", name: "Nome", password: "Senha", invalid_credentials: "O nome ou a senha não confere.",
    other: "Não funcionou. Espere um momento e tente de novo." },
}[language];

const $ = (id) => document.getElementById(id);

/** Only a page of this server. */
function back() {
  const next = new URL(new URLSearchParams(location.search).get("next") || "/", location.origin);
  location.replace(next.origin === location.origin ? next : "/");
}

function post(path, body) {
  return fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

async function known() {
  const answer = await fetch("/api/auth/me");
  return answer.ok && !(await answer.json()).is_anonymous;
}

/** A refresh token is good once, so that of many tabs only one may use it. */
async function renewed() {
  return (await known()) || (await post("/api/auth/refresh", {})).ok;
}

document.documentElement.lang = language === "pt" ? "pt-BR" : "en";
document.title = WORDS.login;
for (const each of document.querySelectorAll("[data-say]")) each.textContent = WORDS[each.dataset.say];
applyLook();
$("enter").addEventListener("submit", async (event) => {
  event.preventDefault();
  const answer = await post("/api/auth/login", { username: $("name").value, password: $("password").value });
  if (answer.ok) return back();
  const { error } = await answer.json().catch(() => ({}));
  $("wrong").textContent = WORDS[error] || WORDS.other;
  $("wrong").hidden = false;
  $("password").select();
});
if (await (navigator.locks ? navigator.locks.request("gbc.login", renewed) : renewed())) back();
else {
  $("enter").hidden = false;
  $("name").focus();
}
