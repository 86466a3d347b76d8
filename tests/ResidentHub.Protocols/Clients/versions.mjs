// Prints one line for each client: its name and the version that is installed.
import { readFileSync } from 'node:fs';

for (const name of process.argv.slice(2))
  console.log(JSON.stringify({ name, version: JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version }));
