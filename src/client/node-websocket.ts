/**
 * WebSockets for Node. Its own, as a browser's, waits for the other end to close too: a connection that is dead would
 * hold the process for as long as the system repeats itself.
 */
import { WebSocket as NodeWebSocket } from 'ws';
import type { OpenWebSocket } from './websocket.ts';

/** `closeTimeout`, which its types lack: the other end has so many milliseconds to close, too. */
const OPTIONS = { perMessageDeflate: false, closeTimeout: 2000 };

export const openNodeWebSocket: OpenWebSocket = (url, subprotocol) => {
  const socket = new NodeWebSocket(url, subprotocol, OPTIONS);
  // What is common to both; types of events apart, they are the same.
  return { socket: socket as unknown as WebSocket, abort: () => socket.terminate() };
};
