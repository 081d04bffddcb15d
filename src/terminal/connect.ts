/** `chinwag connect`: the chat client, for a person on a terminal or in a pipe. */
import { tcpTransport } from '../client/tcp.ts';
import { helpLines } from '../protocol/commands.ts';
import { type Address, showAddress } from './address.ts';
import { chatInteractively } from './interactive.ts';
import { chatInPipe } from './pipe.ts';

export const CONNECT_HELP = `chinwag connect [HOST] [PORT]

Chats on the server at HOST:PORT [127.0.0.1:4900]. The commands, one a line:

${helpLines()
  .map((line) => `  ${line}\n`)
  .join('')}
With standard input not a terminal it is a filter: it prints the answers in the order of the lines, and
the messages as they arrive; help is not a command then. Its exit status is 1 if the connection fails.
`;

/** Chats until the user leaves or the connection is lost; answers the exit status. */
export function connect(address: Address): Promise<number> {
  const { stdin, stdout, stderr } = process;
  const where = showAddress(address);
  const open = tcpTransport(address.host, address.port);
  // Who closes standard error does not want to hear of faults.
  stderr.on('error', () => {});
  const complain = (text: string) => void stderr.write(`chinwag: ${text}\n`);
  // A dumb terminal cannot move its cursor, so it gets plain lines.
  if (stdin.isTTY && stdout.isTTY && process.env.TERM !== 'dumb') {
    return chatInteractively(where, open, complain);
  }
  return chatInPipe(where, open, { input: stdin, output: stdout, complain });
}
