#!/usr/bin/env node
// Written so that a Node of any age that knows modules can read it and say that it is too old.
import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';

// Node would open a debugger at this signal, and every user of the machine could use it.
process.on('SIGUSR1', () => {});
// The first process of a container gets no signal that it does not listen to, so it listens from its first line on.
if (process.pid === 1) {
  for (const [signal, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
  ]) {
    process.on(signal, () => process.exit(128 + number));
  }
}

const oldest = 26;
if (Number(process.versions.node.split('.')[0]) < oldest) {
  process.stderr.write(
    `chinwag: needs Node ${oldest} or newer, and this is Node ${process.versions.node}; after npm ci, npx chinwag finds one\n`,
  );
  process.exit(1);
}
// Whoever types ahead at a client may type a password: from here on the terminal shows nothing by itself. What is typed
// waits for `terminal/input/keyboard.ts`; where that is never reached, Node gives the terminal back at the end.
const { stdin, stdout, argv, env } = process;
if (argv[2] === 'connect' && stdin.isTTY && stdout.isTTY && env.TERM !== 'dumb') {
  stdin.setRawMode(true);
}
// A checkout runs its TypeScript as it is; a package has JavaScript instead.
const source = new URL('../src/main.ts', import.meta.url);
const inCheckout = existsSync(source);
// Halves the time to start; beside the packages, where nobody else can put anything into it.
if (inCheckout) {
  const folder = fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url));
  nodeModule.enableCompileCache(folder);
  // Threads look here.
  process.env.NODE_COMPILE_CACHE ??= folder;
}
await import(inCheckout ? source.href : new URL('../dist/main.js', import.meta.url).href);
