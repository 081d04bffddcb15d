/** Real disk faults under a running server, which can be ended again. */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerProcess } from './server-process.ts';
import { noStrace, Strace } from './strace.ts';
import type { Folder } from './tls.ts';

const KIB = 1024;
const DISK = '8m';

export interface DiskFault {
  readonly name: string;
  /** The message to the operator. */
  readonly reason: RegExp;
  /** Why the fault is unavailable here; false if it is available. */
  readonly skip: string | false;
  /** Makes a data folder in `folder` that can have the fault. */
  place(folder: Folder): Place;
}

export interface Place extends Disposable {
  readonly data: string;
  /** Starts the fault; the returned function ends it. */
  fail(server: ServerProcess): Promise<() => Promise<void>>;
}

/** A file system of a few MiB, in memory. */
export class SmallDisk implements Disposable {
  readonly path: string;

  constructor(folder: Folder) {
    this.path = folder.file('disk');
    mkdirSync(this.path);
    run('mount', '-t', 'tmpfs', '-o', `size=${DISK},mode=700`, 'tmpfs', this.path);
  }

  /** Why it cannot be mounted; false if it can. */
  static unavailable(folder: Folder): string | false {
    try {
      new SmallDisk(folder)[Symbol.dispose]();
      return false;
    } catch (error) {
      return `no file system can be mounted here: ${(error as Error).message}`;
    }
  }

  /** Fills it up. */
  fill(): void {
    const file = openSync(this.#ballast, 'w');
    try {
      for (;;) writeSync(file, Buffer.alloc(4 * KIB));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    } finally {
      closeSync(file);
    }
  }

  empty(): void {
    rmSync(this.#ballast, { force: true });
  }

  /** Makes it read-only; no file may be open for writing. */
  lock(): void {
    run('mount', '-o', 'remount,ro', this.path);
  }

  get #ballast(): string {
    return join(this.path, 'ballast');
  }

  [Symbol.dispose](): void {
    run('umount', '--lazy', this.path);
    rmSync(this.path, { recursive: true });
  }
}

function run(command: string, ...args: string[]): void {
  const { status, error, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(stderr.trim());
}

/** A fault in which system calls return an error. */
function failing(name: string, calls: string, error: string, reason: RegExp): DiskFault {
  return {
    name,
    reason,
    skip: noStrace(),
    place: (folder) => ({
      data: folder.file('data'),
      async fail({ pid }) {
        const inject = `inject=${calls}:error=${error}`;
        const only = ['-o', '/dev/null', '-e', `trace=${calls}`];
        const strace = await Strace.attach(pid, ...only, '-e', inject);
        return () => strace.detach();
      },
      [Symbol.dispose]() {},
    }),
  };
}

/** All faults; `folder` is for trying which are available. */
export function diskFaults(folder: Folder): readonly DiskFault[] {
  return [
    {
      name: 'that is full',
      reason: /the disk is full/,
      skip: SmallDisk.unavailable(folder),
      place(own) {
        const disk = new SmallDisk(own);
        return {
          data: join(disk.path, 'data'),
          async fail() {
            disk.fill();
            return async () => disk.empty();
          },
          [Symbol.dispose]: () => disk[Symbol.dispose](),
        };
      },
    },
    {
      // A limit of the size of files: the only fault that needs neither root nor a tracer.
      name: 'that takes no more than a little',
      reason: /the disk fails/,
      skip:
        process.platform === 'linux' ? false : 'limits of a running process are a thing of Linux',
      place: (own) => ({
        data: own.file('data'),
        async fail({ pid }) {
          run('prlimit', '--pid', String(pid), `--fsize=${4 * KIB}:unlimited`);
          return async () => run('prlimit', '--pid', String(pid), '--fsize=unlimited:unlimited');
        },
        [Symbol.dispose]() {},
      }),
    },
    failing('that is read-only', 'pwrite64,ftruncate', 'EROFS', /cannot be written|the disk fails/),
    failing('whose syncs fail', 'fsync,fdatasync', 'EIO', /the disk fails/),
  ];
}
