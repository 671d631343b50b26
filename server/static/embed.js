// Puts a chat on another page: <script src="https://HOST/embed.js" data-bot="NAME"></script>
// data-title names the button, data-color paints it, data-side is left or right, data-open opens it at once, and
// data-target is a selector of an element to fill instead of a floating frame.
(() => {
  const script = document.currentScript;
  const { bot, title = "Chat", color = "#2457d6", side = "right", open, target } = script.dataset;
  const origin = new URL(script.src).origin;
  const frame = document.createElement("iframe");
  frame.title = title;
  frame.src = `${origin}/${encodeURIComponent(bot)}`;
  // Browsers that give a frame of another site no storage of its own let this page remember the conversation.
  const key = `gbc.${bot}`;
  addEventListener("message", ({ source, origin: from, data }) => {
    if (source !== frame.contentWindow || from !== origin) return;
    try {
      if (data?.gbc === "keep") localStorage.setItem(key, JSON.stringify(data.values));
      if (data?.gbc === "remember") source.postMessage({ gbc: "kept", values: JSON.parse(localStorage.getItem(key)) || {} }, origin);
    } catch { /* then it is forgotten with this page */ }
  });
  if (target) {
    frame.style.cssText = "border:0;width:100%;height:100%;min-height:420px";
    const fill = () => document.querySelector(target)?.append(frame);
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", fill);
    else fill();
    return;
  }
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  const at = side === "left" ? "left" : "right";
  const button = document.createElement("button");
  const name = () => button.setAttribute("aria-label", frame.hidden ? title : `× ${title}`);
  button.style.cssText = `position:fixed;bottom:20px;${at}:20px;width:60px;height:60px;border:0;border-radius:50%;background:#2457d6;color:#fff;cursor:pointer;box-shadow:0 4px 16px #0004;z-index:2147483647;font-size:26px;line-height:60px;padding:0`;
  if (CSS.supports("color", color)) button.style.background = color;
  button.textContent = "💬";
  button.setAttribute("aria-expanded", "false");
  const source = frame.src;
  frame.removeAttribute("src");
  frame.hidden = true;
  const place = () => {
    frame.style.cssText = `position:fixed;border:0;box-shadow:0 8px 40px #0005;background:#fff;z-index:2147483646;display:${frame.hidden ? "none" : "block"};` +
      (innerWidth < 520 ? "inset:0;width:100%;height:calc(100% - 92px)" : `bottom:92px;${at}:20px;width:400px;height:min(640px,calc(100vh - 112px));border-radius:18px`);
  };
  const show = (on) => {
    frame.hidden = !on;
    if (on && !frame.hasAttribute("src")) frame.src = source;
    button.setAttribute("aria-expanded", String(on));
    button.textContent = on ? "×" : "💬";
    name();
    place();
    if (on) frame.focus();
    else button.focus();
  };
  button.onclick = () => show(frame.hidden);
  addEventListener("resize", place);
  addEventListener("message", (event) => {
    if (event.source === frame.contentWindow && event.origin === origin && event.data?.gbc === "close") show(false);
  });
  place();
  name();
  root.append(frame, button);
  const add = () => {
    document.body.append(host);
    if (open !== undefined) show(true);
  };
  if (document.body) add();
  else addEventListener("DOMContentLoaded", add);
})();
