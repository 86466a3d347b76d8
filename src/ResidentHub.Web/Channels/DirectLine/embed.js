// Puts the chat into an element of a landlord's own page, by Microsoft's Web Chat control. See docs/embed.md.
(() => {
  'use strict';
  const script = document.currentScript;
  const { target, webchat, token, locale } = script.dataset;
  const domain = new URL('/v3/directline', script.src).href;
  const kept = `residenthub ${domain}`;
  const freshAgain = 15 * 60 * 1000;

  async function ask(address, options) {
    const answer = await fetch(address, { method: 'POST', ...options });
    if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
    return answer.json();
  }

  const askWith = (ticket, path) => ask(domain + path, { headers: { Authorization: `Bearer ${ticket.token}` } });

  // The conversation of this tab goes on from page to page; it ends with the tab.
  async function open() {
    const before = JSON.parse(sessionStorage.getItem(kept) ?? 'null');
    if (before) {
      try {
        return { ...(await askWith(before, '/conversations')), isKnown: true };
      } catch {
        sessionStorage.removeItem(kept);
      }
    }
    return token ? ask(token) : ask(`${domain}/tokens/embed`);
  }

  function keep(ticket) {
    sessionStorage.setItem(kept, JSON.stringify({ token: ticket.token }));
  }

  function load(address) {
    return new Promise((resolve, reject) => {
      const control = document.createElement('script');
      control.src = address;
      if (script.nonce) control.nonce = script.nonce;
      control.onload = resolve;
      control.onerror = () => reject(new Error(`${address} could not be loaded`));
      document.head.append(control);
    });
  }

  async function start() {
    let [ticket] = await Promise.all([open(), globalThis.WebChat ?? load(webchat)]);
    keep(ticket);
    setInterval(async () => keep((ticket = await askWith(ticket, '/tokens/refresh'))), freshAgain);
    const directLine = globalThis.WebChat.createDirectLine({
      domain,
      token: ticket.token,
      ...(ticket.isKnown ? { conversationId: ticket.conversationId, watermark: '0' } : {}),
      conversationStartProperties: { locale: locale ?? document.documentElement.lang },
    });
    globalThis.WebChat.renderWebChat(
      { directLine, locale: locale ?? (document.documentElement.lang || undefined), nonce: script.nonce || undefined },
      document.querySelector(target),
    );
  }

  // What stands in the element (a link to the hub's own chat) stays there when the chat cannot be opened.
  start().catch((fault) => console.error('The chat could not be opened.', fault));
})();
