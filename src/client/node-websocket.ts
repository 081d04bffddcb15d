/**
 * WebSockets for Node, by the package `ws`. Node's own WebSocket waits for the other end to close too, so a dead
 * connection would hold the process for as long as the system retransmits.
 */
import { WebSocket as NodeWebSocket } from 'ws';
import type { OpenWebSocket } from './websocket.ts';

/** `closeTimeout`, missing in the package's types: how many milliseconds the other end has to close. */
const OPTIONS = { perMessageDeflate: false, closeTimeout: 2000 };

export const openNodeWebSocket: OpenWebSocket = (url, subprotocol) => {
  const socket = new NodeWebSocket(url, subprotocol, OPTIONS);
  // The interface is the same as a browser's but for the types of events.
  return { socket: socket as unknown as WebSocket, abort: () => socket.terminate() };
};
