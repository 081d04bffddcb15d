/** The installed package of an earlier Chinwag (test/fixtures/README.md): its server, client library and page. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
export const FIXTURES = join(root, 'test', 'fixtures');

/** The module of `import 'chinwag'`. */
export type Library = typeof import('../../../src/client/node.ts');

/** The package, unpacked into a folder of its own, which is removed at the end of a `using` block. */
export class EarlierPackage implements Disposable {
  readonly folder = unpacked('chinwag-0.1.0.tgz');

  constructor() {
    // Uses the dependencies of this checkout.
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'));
  }

  /** The program that `bin` in its manifest names. */
  get program(): string {
    return join(this.folder, 'package', 'bin', 'chinwag.mjs');
  }

  /** The folder of the built page. */
  get page(): string {
    return join(this.folder, 'package', 'dist', 'web');
  }

  library(): Promise<Library> {
    return this.module('client/node.js');
  }

  /** Imports the module at `path` of the compiled sources, as a `T`. */
  module<T>(path: string): Promise<T> {
    return import(pathToFileURL(join(this.folder, 'package', 'dist', path)).href);
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Unpacks the fixture `name`, a `.tgz`, into a new folder. */
export function unpacked(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'chinwag-earlier-'));
  execFileSync('tar', ['-xzf', join(FIXTURES, name), '-C', folder]);
  return folder;
}
