/** The client library for Node, over TCP, TLS or WebSocket: the entry point of `import 'chinwag'` there. */
import { isFingerprint } from '../protocol/fingerprint.ts';
import { ChatClient } from './chat-client.ts';
import type { ClientOptions } from './client-options.ts';
import { InvalidArgument } from './errors.ts';
import { isLoopback } from './loopback.ts';
import { openNodeWebSocket } from './node-websocket.ts';
import { loadVocabulary } from './own-vocabulary.ts';
import { tcpTransport } from './tcp.ts';
import { tlsTransport } from './tls.ts';
import type { OpenTransport, Way } from './transport.ts';
import { webSocketTransport } from './websocket.ts';

export * from './exports.ts';

const PORT_DEFAULT = 4900;

export interface NodeClientOptions extends ClientOptions {
  /**
   * For `chinwags:`: the fingerprint of the server's key, `SHA256:…`, as the server prints it. A server with this
   * key is trusted whoever signed its certificate; any other is not.
   */
  readonly fingerprint?: string;
}

/**
 * Connects to the server at `url`:
 *
 * - `chinwag://HOST:PORT`, the wire protocol over TCP (the port is 4900 where it is left out);
 * - `chinwags://HOST:PORT`, the same over TLS, the server verified by the system's authorities;
 * - `ws://HOST:PORT/ws`, `wss://HOST/ws`, the same in a WebSocket.
 *
 * @throws InvalidArgument for another URL, ConnectFailed when the server cannot be reached
 */
export async function connect(
  url: string | URL,
  options: NodeClientOptions = {},
): Promise<ChatClient> {
  return ChatClient.connect(wayTo(url, options), options);
}

function wayTo(url: string | URL, { fingerprint }: NodeClientOptions): Way {
  const parsed = URL.parse(String(url));
  if (parsed === null) throw new InvalidArgument(`${url} is no URL`);
  const { protocol, hostname, port, hash } = parsed;
  if (hostname === '' || hash !== '')
    throw new InvalidArgument(`${url} names no host, or a part of one`);
  if (fingerprint !== undefined && protocol !== 'chinwags:') {
    throw new InvalidArgument('only chinwags: has a key whose fingerprint could be checked');
  }
  if (fingerprint !== undefined && !isFingerprint(fingerprint)) {
    throw new InvalidArgument(`${fingerprint} is no fingerprint: SHA256: and 43 characters`);
  }
  // Only in a URL is an IPv6 address in brackets.
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const isPrivate = isLoopback(host);
  switch (protocol) {
    case 'chinwag:':
      return wayBy(tcpTransport(host, Number(port || PORT_DEFAULT)), isPrivate);
    case 'chinwags:':
      return wayBy(openTls(host, Number(port || PORT_DEFAULT), fingerprint), true);
    case 'ws:':
      return wayBy(webSocketTransport(parsed.href, openNodeWebSocket), isPrivate);
    case 'wss:':
      return wayBy(webSocketTransport(parsed.href, openNodeWebSocket), true);
    default:
      throw new InvalidArgument(`${protocol} is none of chinwag:, chinwags:, ws:, wss:`);
  }
}

function wayBy(open: OpenTransport, confidential: boolean): Way {
  return { open, loadVocabulary, confidential };
}

function openTls(host: string, port: number, fingerprint: string | undefined): OpenTransport {
  return tlsTransport(host, port, async (identity) => {
    if (fingerprint === undefined) return identity.problem;
    return identity.fingerprint === fingerprint
      ? null
      : `its fingerprint is ${identity.fingerprint}, not ${fingerprint}`;
  });
}
