// Bundles the script, the styles with their fonts, and one sprite of the icons in use.
import { build } from 'esbuild';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2];

await build({
  entryPoints: [join(here, 'app.js'), join(here, 'css/site.css')],
  entryNames: '[name]',
  assetNames: '[name]-[hash]',
  outdir: out,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  loader: { '.woff2': 'file' },
  sourcemap: false,
  legalComments: 'none',
});

const pageIcons = [
  'accessibility', 'arrow-left', 'arrow-up', 'bell', 'building-2', 'calendar', 'camera', 'check', 'chevron-right', 'circle', 'circle-alert', 'circle-check', 'clock',
  'download', 'file-text', 'heart-handshake', 'home', 'inbox', 'info', 'key-round', 'keyboard', 'languages', 'list', 'lock', 'log-out', 'map-pin', 'message-circle', 'pencil',
  'phone', 'plus', 'printer', 'search', 'send', 'shield-alert', 'sprout', 'trash-2', 'triangle-alert', 'user', 'users', 'wrench', 'x',
];
const types = join(here, '../../../dialogs/requests');
const typeIcons = readdirSync(types, { recursive: true })
  .filter((file) => file.endsWith('.yml'))
  .map((file) => /^icon: *([a-z0-9-]+)/m.exec(readFileSync(join(types, file), 'utf8'))?.[1])
  .filter(Boolean);

const symbols = [...new Set([...pageIcons, ...typeIcons])].sort().map((name) => {
  const svg = readFileSync(join(here, 'node_modules/lucide-static/icons', `${name}.svg`), 'utf8');
  const body = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>')).replace(/\s+/g, ' ').trim();
  return `<symbol id="${name}" viewBox="0 0 24 24">${body}</symbol>`;
});
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'icons.svg'), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>\n`);
