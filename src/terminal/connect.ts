/** `chinwag connect`: the chat client, for a person on a terminal or in a pipe. */
import { isLoopback } from '../client/loopback.ts';
import { tcpTransport } from '../client/tcp.ts';
import type { OpenTransport } from '../client/transport.ts';
import { helpLines } from '../protocol/usage.ts';
import { remark } from '../system/standard-streams.ts';
import { showAddress } from './address.ts';
import type { ConnectOptions } from './connect-options.ts';
import { type AskUser, HostTrust } from './device/host-trust.ts';
import { KnownHosts } from './device/known-hosts.ts';
import { stateFile } from './device/state-file.ts';
import { TokenFile } from './device/token-file.ts';
import { Keyboard } from './input/keyboard.ts';
import { askPlainly } from './questions/plain-question.ts';
import { askYesOrNo } from './questions/question.ts';

export const CONNECT_HELP = `chinwag connect [--tls] [--fingerprint SHA256:…] [--no-remember] [HOST] [PORT]

Chats on the server at HOST:PORT [127.0.0.1:4900]. The commands, one a line:

${helpLines('terminal')
  .map((line) => `  ${line}\n`)
  .join('')}
Passwords are asked for, and not seen while they are typed.

With standard input not a terminal it is a filter: it prints the answers in the order of the lines, and
the messages as they arrive; login, list, sendto, logout and exit are its commands then. Lines are UTF-8.
Its exit status is 1 if the connection fails or standard output cannot be written.

  --tls
      encrypt the connection. A certificate that does not verify is shown by the fingerprint of its key,
      and asked about; what was accepted is remembered in $XDG_STATE_HOME/chinwag/known_hosts, mostly
      ~/.local/state/chinwag/known_hosts. In a pipe nobody is asked, and the connection fails.
  --fingerprint SHA256:…
      encrypt the connection, to a server that has this key and no other.
  --no-remember
      neither keep nor use what logs this device in without the password; otherwise, on a terminal, that
      is a token in $XDG_STATE_HOME/chinwag/tokens.
`;

/** Chats until the user leaves or the connection is lost; resolves with the exit status. */
export async function connect(options: ConnectOptions): Promise<number> {
  const { stdin, stdout } = process;
  const where = showAddress(options.address);
  const complain = remark;
  // A dumb terminal cannot move its cursor, so it gets plain lines.
  if (!stdin.isTTY || !stdout.isTTY || process.env.TERM === 'dumb') {
    const ask = stdin.isTTY && stdout.isTTY ? askPlainly : null;
    const open = await openTransport(options, where, complain, ask);
    const { chatInPipe } = await import('./pipe/pipe.ts');
    return chatInPipe(where, open, { input: stdin, output: stdout, complain });
  }
  const { chatInteractively } = await import('./interactive.ts');
  const keyboard = new Keyboard(stdin, stdout);
  const ask: AskUser = (question, signal) => askYesOrNo(keyboard, question, signal);
  const open = await openTransport(options, where, complain, ask);
  const { address, tls, remember } = options;
  const tokens = remember ? new TokenFile(stateFile(process.env, 'tokens')) : null;
  const confidential = tls || isLoopback(address.host);
  return chatInteractively({ where, open, keyboard, confidential, tokens, complain });
}

async function openTransport(
  { address: { host, port }, tls, fingerprint }: ConnectOptions,
  address: string,
  complain: (text: string) => void,
  ask: AskUser | null,
): Promise<OpenTransport> {
  if (!tls) return tcpTransport(host, port);
  // Loaded only when needed: TLS takes longer to load than the rest of the client.
  const { tlsTransport } = await import('../client/tls.ts');
  const trust = new HostTrust({
    address,
    fingerprint,
    knownHosts: new KnownHosts(stateFile(process.env, 'known_hosts')),
    ask,
    complain,
  });
  return tlsTransport(host, port, (identity, signal) => trust.check(identity, signal));
}
