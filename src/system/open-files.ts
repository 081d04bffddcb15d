/** The number of connections within the limit of open files (`ulimit -n`): each connection is one. */
import { readFileSync } from 'node:fs';

/**
 * Files for everything else: Node and its threads, the databases, refused clients. Without them storage would fail, and
 * Node would silently close connections that it cannot accept.
 */
const OTHER_FILES = 160;

/** Fewer connections make no useful server. */
const CONNECTIONS_MIN = 16;

/** @throws TooFewFilesError */
export function connectionsWithin(filesMax: number): number {
  const connections = filesMax - OTHER_FILES;
  if (connections < CONNECTIONS_MIN) throw new TooFewFilesError(filesMax);
  return connections;
}

export class TooFewFilesError extends Error {
  constructor(filesMax: number) {
    super(
      `${filesMax} open files (ulimit -n) are too few; a server needs ${OTHER_FILES + CONNECTIONS_MIN} at least`,
    );
  }
}

/** The limit of open files; Node has raised it as far as it may. */
export function openFilesMax(): number {
  try {
    const limits = readFileSync('/proc/self/limits', 'utf8');
    return number(/^Max open files +(\S+)/m.exec(limits)?.[1]);
  } catch {
    // Outside Linux.
    Object.assign(process.report, { excludeNetwork: true });
    const { userLimits } = process.report.getReport() as {
      userLimits?: { open_files?: { soft: unknown } };
    };
    return number(userLimits?.open_files?.soft);
  }
}

/** Infinity for `unlimited`, and where it is not known. */
function number(value: unknown): number {
  const read = Number(value);
  return Number.isSafeInteger(read) ? read : Infinity;
}
