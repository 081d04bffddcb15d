/** Child processes of a benchmark. They end with it, however it ends. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** The time that a child has to end when asked to. */
const STOP_MS_MAX = 6000;

const running = new Set<ChildProcess>();

process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => process.exit(1));
}

export interface Child {
  readonly pid: number;
  /** The lines of its standard output; ends when the child does. */
  readonly lines: AsyncIterableIterator<string>;
  /** Writes a line to its standard input, where it was started with one. */
  tell(line: string): void;
  /** Its exit status; null where a signal ended it. */
  readonly exited: Promise<number | null>;
  /** Ends it, by force if it takes too long. */
  stop(): Promise<void>;
}

/** Starts `file` with `args`; its standard error is shown. */
export function startChild(
  file: string,
  args: readonly string[],
  input: 'ignore' | 'pipe' = 'ignore',
): Child {
  const child = spawn(file, args, { stdio: [input, 'pipe', 'inherit'] });
  running.add(child);
  const { pid, stdout } = child;
  const exited = once(child, 'exit').then(([status]) => {
    running.delete(child);
    return status as number | null;
  });
  if (pid === undefined || stdout === null) throw new Error(`${file} cannot be started`);
  return {
    pid,
    lines: createInterface({ input: stdout })[Symbol.asyncIterator](),
    exited,
    tell: (line) => child.stdin?.write(`${line}\n`),
    async stop() {
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS_MAX);
      await exited;
      clearTimeout(force);
    },
  };
}

/** Starts the script `file` with the same Node. */
export function startNode(
  file: string,
  args: readonly string[],
  input: 'ignore' | 'pipe' = 'ignore',
): Child {
  return startChild(process.execPath, [file, ...args], input);
}

/** The child's next line of output. */
export async function nextLine(child: Child): Promise<string> {
  const { value, done } = await child.lines.next();
  if (done) throw new Error(`process ${child.pid} ended too early`);
  return value;
}
