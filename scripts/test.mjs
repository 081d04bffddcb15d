// `npm test`: every check and test. `npm test -- src/chat test/server-rooms.test.ts` runs only these tests: a file, a
// folder, or all paths with this beginning.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { text } from 'node:stream/consumers';
import { run as runTests } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';

const oldest = 26;
if (Number(process.versions.node.split('.')[0]) < oldest) {
  fail(
    `needs Node ${oldest} or newer, and this is Node ${process.versions.node}; npm ci brings one to Linux (x64, arm64) and macOS (arm64)`,
  );
}

// Programs that the tests need: the command, and its Debian package.
const needed = {
  tmux: 'tmux',
  python3: 'python3',
  chromium: 'chromium',
  // Clients of IRC.
  irssi: 'irssi',
  weechat: 'weechat-curses',
  catgirl: 'catgirl',
  znc: 'znc',
  // Limnoria, by its old name.
  supybot: 'limnoria',
  // Only Linux has it; elsewhere the tests that need it are skipped.
  ...(process.platform === 'linux' ? { strace: 'strace' } : {}),
};
const wanted = {
  // The browser tests prefer this one where it is installed: half the work.
  'chromium-headless-shell': 'chromium-headless-shell',
  // The recipes for nginx are tried where it is installed, as are those for HAProxy and Caddy, which are not installed
  // for that.
  nginx: 'nginx',
};
installMissing();

const only = process.argv.slice(2);
const files =
  only.length > 0 ? [...new Set(only.flatMap(testsOf))] : ['src', 'test'].flatMap(testsOf);
if (only.length === 0)
  run(process.execPath, [fileURLToPath(new URL('check.mjs', import.meta.url))]);
// As in bin/chinwag.mjs: most of the time of a short test is the start of its processes.
process.env.NODE_COMPILE_CACHE = fileURLToPath(
  new URL('../node_modules/.cache/compiled', import.meta.url),
);
const sharing = files.filter(sharesProcess);
const alone = files.filter((file) => !sharing.includes(file));
const passed = await Promise.all([runTogether(sharing), runAlone(alone)]);
process.exitCode = passed.every(Boolean) ? 0 : 1;

/**
 * Unit tests share a process, for a third of their time would be its start and that of what they import. Not those that
 * change it for all: hooks outside of any suite hold for every test of a process.
 */
function sharesProcess(file) {
  const isUnit = file.startsWith('src/');
  const changesProcess = /^(?:before|after)(?:Each)?\(|mock\.timers|process\.(?:env|chdir|exit)/m;
  return isUnit && !changesProcess.test(readFileSync(file, 'utf8'));
}

/** Runs `tests` in one process; prints what it said at its end. */
async function runTogether(tests) {
  if (tests.length === 0) return true;
  const args = ['--test', '--test-isolation=none', '--test-reporter=spec', ...tests];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said, [status]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  process.stdout.write(said);
  // One that ends the process would end the others too, without a word.
  const isWhole = said.includes('ℹ duration_ms ');
  if (!isWhole) process.stdout.write('✖ the unit tests that share a process ended too soon\n');
  return status === 0 && isWhole;
}

/** Runs each of `tests` in a process of its own. */
async function runAlone(tests) {
  if (tests.length === 0) return true;
  // Three more than there are processors at once: nearly half of the time of a test is waiting. The largest first, so
  // that none is left over when all others are done.
  const results = runTests({
    files: tests.toSorted((one, other) => statSync(other).size - statSync(one).size),
    concurrency: availableParallelism() + 3,
  });
  let hasPassed = true;
  results.on('test:fail', () => {
    hasPassed = false;
  });
  for await (const line of results.compose(spec)) process.stdout.write(line);
  return hasPassed;
}

/** @param {string} path a test, a folder of tests, or the beginning of paths of tests */
function testsOf(path) {
  if (existsSync(path) && path.endsWith('.ts')) return [path];
  const found = globSync([`${path}/**/*.test.ts`, `${path}*.test.ts`]);
  if (found.length === 0) fail(`there are no tests at ${path}`);
  return found;
}

function installMissing() {
  const names = missing(needed);
  const canInstall = process.getuid?.() === 0 && isDebian();
  if (names.length > 0 && !canInstall) {
    fail(
      `the tests need ${names.join(' and ')}: please install ${names.length > 1 ? 'them' : 'it'}`,
    );
  }
  if (!canInstall || [...names, ...missing(wanted)].length === 0) return;
  process.stdout.write('Installing what the tests need from the system\n');
  run('apt-get', ['update', '-qq'], {}, { isOptional: names.length === 0 });
  if (names.length > 0) install(names);
  for (const name of missing(wanted)) install([name], { isOptional: true });
}

/** @param {Record<string, string>} packages */
function missing(packages) {
  return Object.entries(packages).flatMap(([command, name]) => (has(command) ? [] : [name]));
}

function install(names, { isOptional = false } = {}) {
  process.stdout.write(`apt-get install ${names.join(' ')}\n`);
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...names];
  // Package scripts must start no service: the tests start their own.
  const environment = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1', SYSTEMD_OFFLINE: '1' };
  run('apt-get', args, environment, { isOptional });
}

function has(command) {
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(`${folder}/${command}`));
}

function isDebian() {
  const file = '/etc/os-release';
  return existsSync(file) && /^ID(_LIKE)?=.*debian/m.test(readFileSync(file, 'utf8'));
}

function run(command, args, environment = {}, { isOptional = false } = {}) {
  const { status, error } = spawnSync(command, args, {
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  if (error) fail(`cannot run ${command}: ${error.message}`);
  if (status !== 0 && !isOptional) process.exit(status ?? 1);
}

function fail(message) {
  process.stderr.write(`chinwag: ${message}\n`);
  process.exit(1);
}
