// Of botframework-webchat only dist/webchat.js is needed, which holds everything; installed with its dependencies it would be 486 MB.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';

const version = '4.18.1';
const sha512 = '7jpEUJ7olT62Xm+8eh7BhhIcXVfU2xD4pZDaeBt8K4XcNy6K/83UGIxE9BFkXmHMZ4hDEVOzs5cre07GWuaXzg==';

const folder = 'node_modules/botframework-webchat';
mkdirSync(folder, { recursive: true });
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
execFileSync(npm, ['pack', `botframework-webchat@${version}`, '--silent', '--pack-destination', folder], { shell: process.platform === 'win32' });
const archive = `${folder}/botframework-webchat-${version}.tgz`;
if (createHash('sha512').update(readFileSync(archive)).digest('base64') !== sha512)
  throw new Error(`${archive} is not the one these tests were written for`);
execFileSync('tar', ['-xzf', archive, '-C', folder, '--strip-components=1', 'package/dist/webchat.js', 'package/package.json']);
rmSync(archive);
