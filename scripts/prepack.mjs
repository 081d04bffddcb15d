// `npm pack` and `npm publish`: builds dist/ with JavaScript, declarations and the web client, and writes a manifest
// for users of the package. The checkout's manifest waits in a file meanwhile; postpack.mjs restores it.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const MANIFEST = 'package.json';
const KEPT = '.package.json.checkout';

// An interrupted run may have left the checkout's package.json there.
if (existsSync(KEPT)) copyFileSync(KEPT, MANIFEST);
rmSync('dist', { recursive: true, force: true });
run('tsc', '-p', 'tsconfig.build.json');
run('vite', 'build', '--logLevel', 'warn');

copyFileSync(MANIFEST, KEPT);
const manifest = JSON.parse(readFileSync(MANIFEST, 'utf8'));
// Fields for the checkout only: its own Node, development tools, and files outside the package.
delete manifest.optionalDependencies;
delete manifest.devDependencies;
delete manifest.scripts;
delete manifest.exports['.'].source;
writeFileSync(MANIFEST, `${JSON.stringify(manifest, null, 2)}\n`);

function run(command, ...args) {
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
