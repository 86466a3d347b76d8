// Microsoft's Agents Playground headless, on this machine only. Prints what it shows as JSON lines and is told what to do the same way:
// {"join": true}, {"say": text, "in": "personal" or "group", "mentions": true}, {"activity": {…}}. Arguments: endpoint, channel, 'default' or
// 'expectReplies'.
import net from 'node:net';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import WebSocket from 'ws';

// It listens on every interface by default.
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (port, ...rest) {
  return typeof port === 'number' && typeof rest[0] !== 'string' ? listen.call(this, port, '127.0.0.1', ...rest) : listen.call(this, port, ...rest);
};

const port = await new Promise((found) => {
  const server = net.createServer().listen(0, () => {
    const { port } = server.address();
    server.close(() => found(port));
  });
});
const [endpoint, channel, delivery] = process.argv.slice(2);
// It writes a log where it stands.
process.chdir(tmpdir());
process.argv = [...process.argv.slice(0, 2), 'start', '-e', endpoint, '-c', channel, '-p', String(port), '--delivery-mode', delivery, '--disable-telemetry', '--service-url', `http://127.0.0.1:${port}/_connector`];
await import('@microsoft/m365agentsplayground/cli.js');

const url = `127.0.0.1:${port}`;
// It takes console.log for its own log.
const print = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

async function retry(work) {
  for (let i = 0; ; i++) {
    try {
      return await work();
    } catch (fault) {
      if (i === 100) throw fault;
      await new Promise((next) => setTimeout(next, 100));
    }
  }
}

const { config } = await retry(async () => (await fetch(`http://${url}/_internal/v1/config`)).json());
const shown = new WebSocket(`ws://${url}/_ws_conversation/v1/conversations/stream`);
shown.on('message', (message) => print(JSON.parse(message.toString())));
await new Promise((open) => shown.on('open', open));
print({ ready: true });

const places = { personal: config.personalChat.id, group: config.groupChats[0].id };
const me = { id: config.currentUser.id };

async function post(path, body) {
  const answer = await fetch(`http://${url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  print({ posted: answer.status, body: answer.ok ? undefined : await answer.text() });
}

createInterface({ input: process.stdin }).on('line', async (line) => {
  const told = JSON.parse(line);
  const place = places[told.in ?? 'personal'];
  if (told.join) await post(`/_debug/conversation/${place}/installation`, {});
  if (told.activity) await post('/_internal/v1/customActivities', told.activity);
  if (told.say) {
    const mention = `<at>${config.bot.name}</at>`;
    await post(`/_conversation/v1/conversations/${place}/messages`, {
      from: me,
      text: told.mentions ? `${mention} ${told.say}` : told.say,
      textFormat: 'plain',
      mentions: told.mentions ? [{ mentioned: { id: config.bot.id }, text: mention }] : [],
    });
  }
});
