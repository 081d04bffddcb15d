// `npm pack` and `npm publish`: JavaScript and declarations into dist/, the web client as built, and a manifest for those who install it.
// The manifest of the checkout waits in a file meanwhile; postpack.mjs puts it back.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const MANIFEST = 'package.json';
const KEPT = '.package.json.checkout';

// What an earlier run that was cut off left behind is the checkout's own.
if (existsSync(KEPT)) copyFileSync(KEPT, MANIFEST);
rmSync('dist', { recursive: true, force: true });
run('tsc', '-p', 'tsconfig.build.json');
run('vite', 'build', '--logLevel', 'warn');

copyFileSync(MANIFEST, KEPT);
const manifest = JSON.parse(readFileSync(MANIFEST, 'utf8'));
// A Node for the checkout's own use, what only the checkout needs, and what is not in the package.
delete manifest.optionalDependencies;
delete manifest.devDependencies;
delete manifest.scripts;
delete manifest.exports['.'].source;
writeFileSync(MANIFEST, `${JSON.stringify(manifest, null, 2)}\n`);

function run(command, ...args) {
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
