/** The package of an earlier Chinwag (test/fixtures/README.md): its server, client library and page, as they were installed. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
export const FIXTURES = join(root, 'test', 'fixtures');

/** What `import 'chinwag'` gives. */
export type Library = typeof import('../../../src/client/node.ts');

/** Unpacked into a folder of its own, which goes at the end of a `using` block. */
export class EarlierPackage implements Disposable {
  readonly folder = unpacked('chinwag-0.1.0.tgz');

  constructor() {
    // Of its dependencies it takes those of this checkout.
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'));
  }

  /** What `bin` of its manifest names. */
  get program(): string {
    return join(this.folder, 'package', 'bin', 'chinwag.mjs');
  }

  /** The page as it was built. */
  get page(): string {
    return join(this.folder, 'package', 'dist', 'web');
  }

  library(): Promise<Library> {
    return this.module('client/node.js');
  }

  /** The module at `path` of the compiled sources; whoever asks says its type. */
  module<T>(path: string): Promise<T> {
    return import(pathToFileURL(join(this.folder, 'package', 'dist', path)).href);
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A new folder with what the fixture `name`, a `.tgz`, has. */
export function unpacked(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'chinwag-earlier-'));
  execFileSync('tar', ['-xzf', join(FIXTURES, name), '-C', folder]);
  return folder;
}
