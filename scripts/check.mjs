// `npm run check`: what can be said of the code without running it. All checks run at once, and each says what it found
// when it is done.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

// Each of TypeScript's checkers reads again what others have read: more of them than this only cost.
const checkers = ['--checkers', String(Math.max(1, Math.floor(availableParallelism() / 2)))];

const checks = [
  [process.execPath, fileURLToPath(new URL('generate.ts', import.meta.url)), '--check'],
  [process.execPath, fileURLToPath(new URL('docs.ts', import.meta.url)), '--check'],
  ['biome', 'check', '--error-on-warnings'],
  ['tsc', ...checkers],
  ['tsc', ...checkers, '-p', 'tsconfig.browser.json'],
  ['tsc', ...checkers, '-p', 'src/web'],
  ['tsc', ...checkers, '-p', 'tsconfig.worker.json'],
];

const statuses = await Promise.all(checks.map(([command, ...args]) => run(command, args)));
process.exitCode = statuses.every((status) => status === 0) ? 0 : 1;

/** Resolves with its exit status; null where a signal ended it, or where it cannot run. */
function run(command, args) {
  return new Promise((resolve) => {
    let said = '';
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const output of [child.stdout, child.stderr]) {
      output.setEncoding('utf8').on('data', (text) => {
        said += text;
      });
    }
    child.on('error', (error) => {
      said += `chinwag: cannot run ${command}: ${error.message}\n`;
      resolve(null);
    });
    child.on('close', (status) => {
      process.stdout.write(said);
      resolve(status);
    });
  });
}
