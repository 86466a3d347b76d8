// botframework-directlinejs headless, one client for each token. Prints what happens as JSON lines, each with the number of its client; is told
// what to do the same way: {"client": 0, "say": text, "id": clientActivityID}, {"client": 0, "upload": text, "id": …, "name": file, "type": …,
// "url": data URI}, {"client": 0, "typing": true}. Arguments: domain, 'websocket' or 'polling', tokens.
import { createInterface } from 'node:readline';
import WebSocket from 'ws';

// What the client expects of a browser: an XMLHttpRequest of the few things it uses, over fetch.
class XMLHttpRequest {
  #headers = {};
  #answer;
  #cancel = new AbortController();
  readyState = 0;
  status = 0;
  responseType = '';
  response = null;
  timeout = 0;
  withCredentials = false;
  open(method, url) {
    Object.assign(this, { method, url, readyState: 1 });
  }
  setRequestHeader(name, value) {
    this.#headers[name] = value;
  }
  getResponseHeader(name) {
    return this.#answer?.headers.get(name) ?? null;
  }
  getAllResponseHeaders() {
    return [...(this.#answer?.headers ?? [])].map(([name, value]) => `${name}: ${value}`).join('\r\n');
  }
  abort() {
    this.#cancel.abort();
  }
  async send(body) {
    try {
      this.#answer = await fetch(this.url, { method: this.method, headers: this.#headers, body: body ?? undefined, signal: this.#cancel.signal });
      const bytes = await this.#answer.arrayBuffer();
      this.status = this.#answer.status;
      const text = () => new TextDecoder().decode(bytes);
      this.response = this.responseType === 'arraybuffer' ? bytes : this.responseType === 'json' ? (text() ? JSON.parse(text()) : null) : text();
    } catch {
      if (this.#cancel.signal.aborted) return;
      this.status = 0;
    }
    this.readyState = 4;
    this.onreadystatechange?.();
    this.status === 0 ? this.onerror?.() : this.onload?.();
  }
}

Object.assign(globalThis, { XMLHttpRequest, WebSocket });
const { DirectLine, ConnectionStatus } = (await import('botframework-directlinejs')).default;

const [domain, transport, ...tokens] = process.argv.slice(2);

const clients = tokens.map((token, number) => {
  const print = (line) => console.log(JSON.stringify({ client: number, ...line }));
  const client = new DirectLine({ domain, token, webSocket: transport === 'websocket', pollingInterval: 300, timeout: 2000, conversationStartProperties: { locale: 'fr-FR' } });
  client.connectionStatus$.subscribe((status) => print({ status: ConnectionStatus[status] }));
  client.activity$.subscribe(
    (activity) => print({ activity }),
    (fault) => print({ fault: String(fault) }),
  );
  return (activity, id) =>
    client.postActivity({ from: { id: 'ignored' }, channelData: { clientActivityID: id }, locale: 'fr-FR', ...activity }).subscribe(
      (posted) => print({ posted, id }),
      (fault) => print({ failed: fault.status ?? String(fault), id }),
    );
});

createInterface({ input: process.stdin }).on('line', (line) => {
  const told = JSON.parse(line);
  const post = clients[told.client];
  if (told.say) post({ type: 'message', text: told.say }, told.id);
  if (told.upload) post({ type: 'message', text: told.upload, attachments: [{ contentType: told.type, contentUrl: told.url, name: told.name }] }, told.id);
  if (told.typing) post({ type: 'typing' });
});
