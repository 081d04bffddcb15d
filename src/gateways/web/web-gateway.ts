/**
 * The web gateway: HTTP, and the native protocol and IRC in WebSockets. A connection that opens as HTTP is never read as
 * anything else.
 */

import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { isIPv6, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { WebSocketServer } from 'ws';
import { isLoopback } from '../../chat/limits/addresses.ts';
import type { Gateway, OpenGateway, Transport } from '../../chat/ports.ts';
import type { OpenNative } from '../native.ts';
import { hstsHeader, problem, type Submission, type WebAnswer, withHeaders } from './answers.ts';
import { readToken } from './cookies.ts';
import { type Forwarded, readForwarded } from './forwarded.ts';
import { FrameStream } from './frame-stream.ts';
import { Heartbeat } from './heartbeat.ts';
import { type Host, ownPage, parseHost } from './hosts.ts';
import { HttpConnection } from './http-connection.ts';
import { LineStream } from './line-stream.ts';
import { createServer } from './node-http.ts';
import { respond, submit } from './responses.ts';
import { answerTo } from './routes.ts';
import type { WebSettings } from './settings.ts';
import { chosenSubprotocol, isIrc } from './subprotocols.ts';
import type { Channel } from './visit.ts';
import type { WebSocketStream } from './web-socket-stream.ts';

/** The request line and all header fields. */
const HEADER_BYTES_MAX = 8 * 1024;

/** Memory that node:http needs for a connection, until it is a WebSocket or closed (measured: 13 KiB). */
const HTTP_BYTES = 13 * 1024;

/** Idle time between requests. */
const KEEP_ALIVE_MS = 5000;

/** Paths that load balancers request every few seconds. */
const HEALTH_CHECK = /\/(?:healthz|readyz)(?:\?|$)/;

/** The longest time between checks of deadlines. */
const SWEEP_MS_MAX = 1000;

/** A WebSocket message: several frames of the largest size. All of it is in memory before the first is read. */
const MESSAGE_BYTES_MAX = 1024 * 1024;

/** Frames of a WebSocket message, and chunks in which it may arrive: each costs memory. */
const MESSAGE_PARTS_MAX = 4096;

/** The time a client has to close its connection after it was told that its WebSocket is closed. */
const CLOSE_MS_MAX = 2000;

class WebServer {
  readonly #settings: WebSettings;
  readonly #native: OpenNative;
  /** Null: IRC is not spoken here. */
  readonly #irc: OpenGateway | null;
  readonly #http: Server;
  #webSockets: WebSocketServer | null = null;
  readonly #heartbeat: Heartbeat;
  readonly #connections = new WeakMap<object, HttpConnection>();

  constructor(settings: WebSettings, native: OpenNative, irc: OpenGateway | null) {
    this.#settings = settings;
    this.#native = native;
    this.#irc = irc;
    this.#heartbeat = new Heartbeat(settings.pingMs);
    this.#http = this.#httpServer();
  }

  /** A server that does not listen itself: it is given its connections. */
  #httpServer(): Server {
    const { requestMsMax } = this.#settings;
    const answer = (request: IncomingMessage, response: ServerResponse): void =>
      this.#request(request, response);
    const server = createServer({
      maxHeaderSize: HEADER_BYTES_MAX,
      headersTimeout: requestMsMax,
      requestTimeout: requestMsMax,
      keepAliveTimeout: Math.min(KEEP_ALIVE_MS, requestMsMax),
      connectionsCheckingInterval: Math.max(10, Math.min(SWEEP_MS_MAX, requestMsMax / 4)),
      insecureHTTPParser: false,
      // We answer that ourselves.
      requireHostHeader: false,
      shouldUpgradeCallback: (request) => this.#mayUpgrade(request),
    });
    // All fields are kept, and we count them: past a limit of its own node:http would drop some silently.
    server.maxHeadersCount = 0;
    // Clients that do not read their answers are cut off too; later, so that one with an incomplete request is told
    // first.
    server.timeout = 2 * requestMsMax;
    // A client that has sent everything may still read the answers.
    Object.assign(server, { httpAllowHalfOpen: true });
    server.on('request', answer);
    server.on('checkContinue', answer);
    server.on('checkExpectation', answer);
    server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
    server.on('connect', (_request, socket) =>
      this.#connections.get(socket)?.fail(problem(501, 'CONNECT is not done here')),
    );
    server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
      const connection = this.#connections.get(socket);
      if (connection === undefined || !socket.writable) socket.destroy();
      else connection.fail(clientProblem(error.code ?? ''));
    });
    server.on('timeout', (socket) => this.#connections.get(socket)?.close());
    // Makes node:http start watching its deadlines.
    server.emit('listening');
    return server;
  }

  /** Takes over the connection of `transport`, which opened with `chunk`. */
  open(transport: Transport, chunk: Uint8Array): void {
    // From here on node:http watches the deadlines.
    transport.holds(0, true);
    const socket = transport.release(chunk, HTTP_BYTES) as Socket;
    this.#connections.set(socket, new HttpConnection(transport, socket));
    this.#http.emit('connection', socket);
    socket.resume();
  }

  #answer(request: IncomingMessage): WebAnswer | Submission | null {
    const connection = this.#connections.get(request.socket);
    if (connection === undefined) return null;
    const channel = channelOf(connection, this.#forwarded(connection, request));
    const answer = answerTo(request, channel, this.#settings);
    const { hsts } = this.#settings;
    // RFC 6797 section 7.2: never without TLS.
    return hsts === null || !channel.secure ? answer : withHeaders(answer, hstsHeader(hsts));
  }

  #mayUpgrade(request: IncomingMessage): boolean {
    const connection = this.#connections.get(request.socket);
    const answer = this.#answer(request);
    if (connection === undefined || answer === null) return false;
    if (!('status' in answer) || answer.status !== 101) return false;
    const forwarded = this.#forwarded(connection, request);
    if (forwarded === null) return true;
    // From here on the proxy's connection counts as one client's, who may have too many.
    const { transport } = connection;
    transport.comesFrom(forwarded.address, forwarded.secure === true);
    return transport.refusal === null;
  }

  #forwarded({ peer }: HttpConnection, request: IncomingMessage): Forwarded | null {
    const { proxies } = this.#settings;
    const forwarded = readForwarded(request.headers, peer, proxies);
    // A proxy's own requests, such as health checks, are neither.
    const matters = request.method === 'POST' || request.headers.upgrade !== undefined;
    if (forwarded?.said === false && matters) this.#settings.silentProxy(peer);
    return forwarded;
  }

  #request(request: IncomingMessage, response: ServerResponse): void {
    const connection = this.#connections.get(request.socket);
    const answer = this.#answer(request);
    if (connection === undefined || answer === null) return void request.socket.destroy();
    if (!HEALTH_CHECK.test(request.url ?? '')) this.#settings.used(connection.transport.id);
    connection.began(response);
    if ('status' in answer) respond(connection, request, response, answer);
    else submit(connection, request, response, answer);
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const connection = this.#connections.get(socket);
    if (connection === undefined) return void socket.destroy();
    const { transport } = connection;
    const channel = channelOf(connection, this.#forwarded(connection, request));
    const token = tokenOf(request, channel, this.#settings);
    this.#connections.delete(socket);
    connection.leave();
    this.#webSockets ??= webSocketServer(this.#settings.speaksIrc);
    this.#webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      const { protocol } = webSocket;
      const [stream, open]: [WebSocketStream, OpenGateway] =
        isIrc(protocol) && this.#irc !== null
          ? [new LineStream(webSocket, socket, transport, protocol), this.#irc]
          : [new FrameStream(webSocket, socket, transport), (one) => this.#native(one, token)];
      this.#heartbeat.add(stream);
      stream.on('close', () => this.#heartbeat.delete(stream));
      transport.adopt(stream, transport.secure, open);
    });
  }
}

/** Speaks WebSocket on connections that it is given; loaded with the first, for many servers never have one. */
function webSocketServer(speaksIrc: boolean): WebSocketServer {
  const { WebSocketServer } = createRequire(import.meta.url)('ws') as typeof import('ws');
  const options = {
    // `ws` supports it, but its types do not have it yet.
    closeTimeout: CLOSE_MS_MAX,
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: MESSAGE_BYTES_MAX,
    maxFragments: MESSAGE_PARTS_MAX,
    maxBufferedChunks: MESSAGE_PARTS_MAX,
    handleProtocols: (_offered: Set<string>, request: IncomingMessage) =>
      chosenSubprotocol(request, speaksIrc) ?? false,
  };
  return new WebSocketServer(options);
}

/** The token that a browser sends from one of our own pages. */
function tokenOf(
  { headers }: IncomingMessage,
  { secure, localHost }: Channel,
  settings: WebSettings,
): string | null {
  const host = headers.host === undefined ? localHost : parseHost(headers.host);
  const page = host === null ? null : ownPage(headers.origin, host, secure, settings);
  return page === null ? null : readToken(headers.cookie, page);
}

/** The channel, with the client and its security as the proxy describes them. */
function channelOf(connection: HttpConnection, forwarded: Forwarded | null): Channel {
  const { transport, busy } = connection;
  const { id } = transport;
  const { address } = forwarded ?? transport;
  const secure = forwarded === null ? transport.secure : forwarded.secure === true;
  const local = isLoopback(address);
  const confidential = secure || local;
  const refusal = transport.refusalIf(confidential);
  const asker = { id, address, confidential };
  const reached = { secure, local, localHost: localHostOf(connection) };
  return { ...reached, forwarded: forwarded?.secure, refusal, busy, asker };
}

/** The local address of the connection. */
function localHostOf({ socket }: HttpConnection): Host {
  const { localAddress = '', localPort = null } = socket;
  const name = isIPv6(localAddress) ? `[${localAddress}]` : localAddress;
  return { name, port: localPort };
}

/** The answer to input that node:http could not read as a request. */
function clientProblem(code: string): WebAnswer {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return problem(408, 'the request took too long');
    case 'HPE_HEADER_OVERFLOW':
      return problem(431, `a request may have ${HEADER_BYTES_MAX} bytes of header fields`);
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return problem(413, 'the chunks have extensions that are too long');
    case 'HPE_INVALID_EOF_STATE':
      return problem(400, 'the request ended before it was whole');
    default:
      return problem(400, `this is no HTTP request${code === '' ? '' : ` (${code})`}`);
  }
}

/** Waits for the first bytes, then hands the connection over. */
class WebGateway implements Gateway {
  readonly #server: WebServer;
  readonly #transport: Transport;

  constructor(server: WebServer, transport: Transport) {
    this.#server = server;
    this.#transport = transport;
  }

  data(chunk: Uint8Array): void {
    this.#server.open(this.#transport, chunk);
  }

  resume(): void {}

  ended(): void {}

  closed(): void {}
}

/** Opens web gateways; `native` and `irc` handle the WebSockets, as the subprotocol says. */
export function webGateway(
  settings: Omit<WebSettings, 'speaksIrc'>,
  native: OpenNative,
  irc: OpenGateway | null,
): OpenGateway {
  const server = new WebServer({ ...settings, speaksIrc: irc !== null }, native, irc);
  return (transport) => new WebGateway(server, transport);
}
