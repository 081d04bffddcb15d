/** The client library for browsers, over WebSocket: the entry point of `import 'chinwag'` there. */
import { ChatClient } from './chat-client.ts';
import type { ClientOptions } from './client-options.ts';
import { InvalidArgument } from './errors.ts';
import { loadVocabulary } from './fetched-vocabulary.ts';
import { isLoopback } from './loopback.ts';
import { webSocketTransport } from './websocket.ts';

export * from './exports.ts';

/**
 * Connects to the server at `url`: `wss://HOST/ws` or `ws://HOST:PORT/ws`.
 * @throws InvalidArgument for another URL, ConnectFailed when the server cannot be reached
 */
export async function connect(url: string | URL, options: ClientOptions = {}): Promise<ChatClient> {
  const parsed = URL.parse(String(url));
  if (parsed?.protocol !== 'ws:' && parsed?.protocol !== 'wss:') {
    throw new InvalidArgument(`${url} is no URL of ws: or wss:`);
  }
  // Only in a URL is an IPv6 address in brackets.
  const host = parsed.hostname.replace(/^\[(.*)\]$/, '$1');
  const confidential = parsed.protocol === 'wss:' || isLoopback(host);
  const open = webSocketTransport(parsed.href);
  return ChatClient.connect({ open, loadVocabulary, confidential }, options);
}
