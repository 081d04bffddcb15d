// After `npm ci` in a checkout: builds the web client. Without what is for development there is nothing to build it
// with; the server then serves a page that says how else to reach it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

if (!existsSync('node_modules/vite')) {
  process.stdout.write('chinwag: without Vite the web client is not built\n');
  process.exit();
}
const { status, error } = spawnSync('vite', ['build', '--logLevel', 'warn'], { stdio: 'inherit' });
if (error) process.stderr.write(`chinwag: cannot run vite: ${error.message}\n`);
process.exit(status ?? 1);
