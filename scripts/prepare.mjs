// After `npm ci` in a checkout: builds the web client. Without the development dependencies it cannot; the server then
// serves a page that names the other ways to connect.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

if (!existsSync('node_modules/vite')) {
  process.stdout.write('chinwag: without Vite the web client is not built\n');
  process.exit();
}
const { status, error } = spawnSync('vite', ['build', '--logLevel', 'warn'], { stdio: 'inherit' });
if (error) process.stderr.write(`chinwag: cannot run vite: ${error.message}\n`);
process.exit(status ?? 1);
