/** Asks a running server to perform an operation. */
import { existsSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import {
  ANSWER_LINE_BYTES_MAX,
  ControlAddress,
  type ControlAnswer,
  controlPath,
} from './control-socket.ts';
import { fileProblem, isSystemError } from './file-problem.ts';
import type { Item, Operation } from './operation.ts';
import { OwnerError } from './owner-error.ts';

/**
 * Connects to the server with the data in `folder`; null when none is listening.
 * @throws OwnerError where the socket exists but this user may not use it
 */
export async function reachServer(folder: string): Promise<Socket | null> {
  const path = controlPath(folder);
  if (!existsSync(folder)) return null;
  try {
    using address = new ControlAddress(folder);
    return address.path === null ? null : await connect(address.path, path);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new OwnerError(fileProblem(path, error));
  }
}

/** `path`: the name of the socket at `address`, for messages. */
function connect(address: string, path: string): Promise<Socket | null> {
  const socket = createConnection(address);
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('error', (error: NodeJS.ErrnoException) => {
      switch (error.code) {
        // There is no socket, or a server that died has left it.
        case 'ENOENT':
        case 'ENOTDIR':
        case 'ECONNREFUSED':
          return resolve(null);
        case 'EACCES':
        case 'EPERM':
          return reject(new OwnerError(`${path}: it is not yours; become the user that owns it`));
        default:
          return reject(new OwnerError(`${path}: ${error.code ?? error.message}`));
      }
    });
  });
}

/** Asks the server at the other end of `socket` to perform `operation`. Throws OwnerError when it fails. */
export async function* askServer(socket: Socket, operation: Operation): AsyncGenerator<Item, void> {
  try {
    socket.write(`${JSON.stringify(operation)}\n`);
    for await (const line of linesOf(socket)) {
      const answer = read(line);
      if (answer.kind === 'done') return;
      if (answer.kind === 'problem') throw new OwnerError(answer.message);
      yield answer;
    }
    throw new OwnerError(
      'the server ended before its answer was complete; check whether the operation was done',
    );
  } finally {
    socket.destroy();
  }
}

function read(line: string): ControlAnswer {
  try {
    return JSON.parse(line) as ControlAnswer;
  } catch {
    throw new OwnerError("the server's answer makes no sense: is it another version?");
  }
}

async function* linesOf(socket: Socket): AsyncGenerator<string, void> {
  let rest = '';
  socket.setEncoding('utf8');
  try {
    for await (const chunk of socket as AsyncIterable<string>) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > ANSWER_LINE_BYTES_MAX) return;
      yield* lines;
    }
  } catch (error) {
    // A broken connection counts as one that ended too early.
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}
