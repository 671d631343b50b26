// What the pages say, in English and Portuguese; the browser's language chooses.

const WORDS = {
  en: {
    chat: "Chat", skip: "Skip to the message box", log: "Conversation", say: "Write a message", send: "Send",
    stop: "Stop", file: "Send a file", fresh: "New conversation", look: "Light or dark", earlier: "Earlier messages",
    bot: "{0} said", me: "You said", online: "Online", connecting: "Connecting…", typing: "Writing…",
    human: "A person is with you", offline: "No connection. What you write is kept and sent later.",
    kept: "waiting to be sent", again: "Send again", edit: "Edit", copy: "Copy", copied: "Copied",
    stopped: "Stopped.", closed: "This conversation has ended.", nobot: "There is no bot with this name.",
    yes: "Yes", no: "No", options: "Choose an answer", suggestions: "Suggestions", switchers: "Ways to answer",
    remove: "Remove {0}", uploading: "Sending {0}…", toolarge: "{0} is too large. At most {1} MB can be sent.",
    failed: "{0} could not be sent.", secret: "Your answer is not shown", choose: "Choose a file", drop: "Drop files here",
    cancel: "Cancel", run: "Go", ran: "Started {0}", slow: "Too many messages at once. Wait a moment.",
    invalid: "This value does not fit.", bots: "Bots", moment: "One moment…",
    sources: "Sources", page: "page {0}",
  },
  pt: {
    chat: "Conversa", skip: "Ir para a caixa de mensagem", log: "Conversa", say: "Escreva uma mensagem",
    send: "Enviar", stop: "Parar", file: "Enviar um arquivo", fresh: "Nova conversa", look: "Claro ou escuro",
    earlier: "Mensagens anteriores", bot: "{0} disse", me: "Você disse", online: "On-line",
    connecting: "Conectando…", typing: "Escrevendo…", human: "Uma pessoa está com você",
    offline: "Sem conexão. O que você escrever fica guardado e será enviado depois.", kept: "aguardando envio",
    again: "Enviar de novo", edit: "Editar", copy: "Copiar", copied: "Copiado", stopped: "Interrompido.",
    closed: "Esta conversa terminou.", nobot: "Não há bot com este nome.", yes: "Sim", no: "Não",
    options: "Escolha uma resposta", suggestions: "Sugestões", switchers: "Formas de responder",
    remove: "Remover {0}", uploading: "Enviando {0}…",
    toolarge: "{0} é grande demais. O limite é de {1} MB.", failed: "Não foi possível enviar {0}.",
    secret: "Sua resposta não aparece", choose: "Escolher um arquivo", drop: "Solte os arquivos aqui",
    cancel: "Cancelar", run: "Continuar", ran: "{0} iniciado",
    slow: "Mensagens demais de uma vez. Espere um momento.", invalid: "Este valor não serve.", bots: "Bots",
    moment: "Um momento…", sources: "Fontes", page: "página {0}",
  },
};

export const language = (navigator.language || "en").toLowerCase().startsWith("pt") ? "pt" : "en";

/** The text for `key`, with values in the places {0}, {1}. */
export function say(key, ...values) {
  return WORDS[language][key].replace(/\{(\d)\}/g, (_, place) => values[place]);
}

/** Put texts where elements ask for them: `data-say` inside, `data-label` as their name and hint. */
export function translate(root = document) {
  document.documentElement.lang = language === "pt" ? "pt-BR" : "en";
  for (const each of root.querySelectorAll("[data-say]")) each.textContent = say(each.dataset.say);
  for (const each of root.querySelectorAll("[data-label]")) {
    each.setAttribute("aria-label", say(each.dataset.label));
    each.title = say(each.dataset.label);
  }
}
