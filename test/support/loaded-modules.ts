/**
 * For Node's `--import`: at the end of the process, the file that the variable LOADED_MODULES names has what its main
 * thread loaded, a line each: modules by URL, and Node's own by name.
 */
import { writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { isMainThread } from 'node:worker_threads';

const file = process.env.LOADED_MODULES;
if (isMainThread && file !== undefined) {
  const loaded = new Set<string>();
  registerHooks({
    load(url, context, next) {
      loaded.add(url);
      return next(url, context);
    },
  });
  process.on('exit', () => writeFileSync(file, [...loaded, ...ownModules()].join('\n')));
}

/** Such as `NativeModule internal/deps/undici/undici`. */
function ownModules(): readonly string[] {
  return (process as unknown as { readonly moduleLoadList: readonly string[] }).moduleLoadList;
}
