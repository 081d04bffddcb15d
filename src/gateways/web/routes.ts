/** Routes requests to answers. */
import type { IncomingMessage } from 'node:http';
import { Reason, reasonTexts } from '../../protocol/frames.ts';
import { last, problem, type Submission, type WebAnswer } from './answers.ts';
import { isOurs, parseHost } from './hosts.ts';
import { foreignPage, LOGIN_BYTES_MAX, logIn, logOut } from './login-route.ts';
import { basePath, belowBase, ownUrl, secureUrl } from './own-url.ts';
import { page } from './page.ts';
import type { WebSettings } from './settings.ts';
import { ircSubprotocol } from './subprotocols.ts';
import { upgradeAnswer } from './upgrade.ts';
import type { Channel, Visit } from './visit.ts';

/** More header fields than any client sends. */
const FIELDS_MAX = 64;

interface Route {
  readonly methods: readonly string[];
  /** May requests have a body? Not where it is left out. */
  readonly submits?: boolean;
  /** Is it a page for people? */
  readonly page?: boolean;
  answer(visit: Visit): WebAnswer | Submission;
}

const READ = ['GET', 'HEAD'];

const WEB_SOCKET: Route = { methods: ['GET'], answer: upgradeAnswer };

const routes: Readonly<Record<string, Route>> = {
  '/about': { methods: READ, page: true, answer: aboutAnswer },
  '/healthz': { methods: READ, answer: () => FINE },
  '/readyz': { methods: READ, answer: ({ settings }) => readiness(settings) },
  '/ws': WEB_SOCKET,
  '/login': { methods: ['POST'], submits: true, answer: loginAnswer },
  '/logout': { methods: ['POST'], answer: logoutAnswer },
};

/** Also matches below the base path, since a proxy may keep it; `base` without its slash redirects there. */
function routeTo(path: string, settings: WebSettings): Route | undefined {
  const base = basePath(settings.publicUrl);
  const below = belowBase(path, base);
  const route = exactRoute(path, settings) ?? (below === null ? null : exactRoute(below, settings));
  if (route === null && `${path}/` === base) return { ...INTO_BASE, answer: () => redirect(base) };
  return route ?? undefined;
}

function exactRoute(path: string, { assets }: WebSettings): Route | null {
  if (Object.hasOwn(routes, path)) return routes[path] ?? null;
  if (assets.has(path)) {
    return { methods: READ, page: true, answer: (visit) => assetAnswer(path, visit) };
  }
  // The web client was not built.
  return path === '/' ? (routes['/about'] ?? null) : null;
}

const INTO_BASE = { methods: READ, page: true } as const;

function redirect(address: string): WebAnswer {
  return problem(308, `this is at ${address}`, { Location: address });
}

function aboutAnswer({ channel, settings }: Visit): WebAnswer {
  return page(ownUrl(settings.publicUrl, channel), channel, settings.assets.has('/'));
}

function assetAnswer(path: string, { request, settings }: Visit): WebAnswer {
  return settings.assets.answer(path, request.headers) ?? NOT_FOUND;
}

function loginAnswer(visit: Visit): WebAnswer | Submission {
  return (
    foreignPage(visit) ?? {
      bytesMax: LOGIN_BYTES_MAX,
      take: (body, done) => logIn(visit, body, visit.settings, done),
    }
  );
}

function logoutAnswer(visit: Visit): WebAnswer | Submission {
  const { forget } = visit.settings;
  return foreignPage(visit) ?? { bytesMax: 0, take: (_body, done) => logOut(visit, forget, done) };
}

const NOT_FOUND = problem(404, 'there is nothing here by that name');

/** For a program that monitors the server. */
const FINE: WebAnswer = {
  status: 200,
  headers: { 'Content-Type': 'application/json' },
  body: '{"status":"ok"}\n',
  close: false,
};

function readiness({ trouble }: WebSettings): WebAnswer {
  const reason = trouble();
  return reason === null ? FINE : problem(503, reason);
}

/** Methods known to node:http that no path supports. */
const NEVER = ['CONNECT', 'TRACE'];

/** The answer to `request`. A body that no route wants is never read: then the answer is the last. */
export function answerTo(
  request: IncomingMessage,
  channel: Channel,
  settings: WebSettings,
): WebAnswer | Submission {
  const { refusal: reason } = channel;
  const answer =
    (reason === null || reason === Reason.tlsRequired ? null : refused(reason)) ??
    malformed(request) ??
    routed(request, channel, settings);
  if (!('status' in answer)) return answer;
  // After a request with an upgrade field node:http reads no other, even where it is refused.
  const isLast = hasBody(request) || request.headers.upgrade !== undefined;
  return isLast && answer.status !== 101 ? last(answer) : answer;
}

function refused(reason: Reason): WebAnswer {
  const why = reasonTexts[reason];
  if (reason === Reason.serverFull) return problem(503, why, { 'Retry-After': '60' }, true);
  if (reason === Reason.tooManyConnections) return problem(429, why, { 'Retry-After': '60' }, true);
  return problem(403, why, {}, true);
}

/** The error of a malformed request; its connection cannot be trusted any more. */
function malformed({ httpVersion, rawHeaders, headers, method = '' }: IncomingMessage) {
  if (httpVersion !== '1.1' && httpVersion !== '1.0') {
    return problem(505, 'only HTTP/1.1 and HTTP/1.0 are spoken here', {}, true);
  }
  if (rawHeaders.length > 2 * FIELDS_MAX) {
    return problem(431, `a request may have ${FIELDS_MAX} header fields`, {}, true);
  }
  // RFC 9112 section 3.2: exactly one.
  const hosts = rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === 'host').length;
  if (hosts > 1) return problem(400, 'a request has one Host', {}, true);
  if (hosts === 0 && httpVersion === '1.1') return problem(400, 'Host is missing', {}, true);
  // RFC 9112 section 6.1: HTTP/1.0 has no transfer codings, so such a request may be smuggled.
  if (httpVersion === '1.0' && headers['transfer-encoding'] !== undefined) {
    return problem(400, 'HTTP/1.0 has no Transfer-Encoding', {}, true);
  }
  if ((headers['transfer-encoding'] ?? 'chunked').toLowerCase() !== 'chunked') {
    return problem(501, 'of transfer codings, only chunked is understood', {}, true);
  }
  if (NEVER.includes(method)) return problem(501, `${method} is not done here`, {}, true);
  if (
    httpVersion === '1.1' &&
    (headers.expect ?? '100-continue').toLowerCase() !== '100-continue'
  ) {
    return problem(417, 'nothing but 100-continue can be expected', {}, true);
  }
  return null;
}

function routed(
  request: IncomingMessage,
  channel: Channel,
  settings: WebSettings,
): WebAnswer | Submission {
  const target = readTarget(request.url ?? '');
  if (target === null) return problem(400, 'the request target is not understood', {}, true);
  const named = target.authority ?? request.headers.host;
  const host = named === undefined ? channel.localHost : parseHost(named);
  if (host === null) return problem(400, 'the Host is none', {}, true);
  if (!isOurs(host, settings)) {
    return problem(421, 'this server is not known by that name (--host-names)', {}, true);
  }
  // Clients of IRC are told a host and a port, and ask for any path.
  const isIrc = settings.speaksIrc && ircSubprotocol(request) !== null;
  const route = isIrc ? WEB_SOCKET : routeTo(target.path, settings);
  const visit = { request, channel, settings, host };
  const isRead = READ.includes(request.method ?? '');
  const safe = route?.page === true && isRead ? elsewhere(visit, target) : null;
  if (safe !== null) return last(redirect(safe));
  if (channel.refusal !== null) return refused(channel.refusal);
  if (route === undefined) return NOT_FOUND;
  if (!route.methods.includes(request.method ?? '')) {
    const allow = route.methods.join(', ');
    return problem(405, `here one can only ${allow}`, { Allow: allow });
  }
  if (hasBody(request) && route.submits !== true) {
    return problem(413, 'a request may have no body', {}, true);
  }
  if (hasBody(request) && (request.headers['content-encoding'] ?? 'identity') !== 'identity') {
    // RFC 9110 section 15.5.16: names what is accepted.
    return problem(415, 'a body comes as it is', { 'Accept-Encoding': 'identity' }, true);
  }
  return route.answer(visit);
}

/**
 * The https URL for a browser that came without TLS, where others can read its traffic, passwords included. A program
 * that opens a WebSocket is not redirected, as it would not follow. Null where the channel is safe, or TLS is not known
 * to exist.
 */
function elsewhere({ channel, settings, host }: Visit, { path, query }: Target): string | null {
  const { secure, local, forwarded } = channel;
  if (secure || local) return null;
  const { publicUrl, speaksTls } = settings;
  if (forwarded === undefined) {
    return speaksTls ? secureUrl(publicUrl, host, path + query) : null;
  }
  // A proxy that does not say may speak TLS already, and would loop; and Host may be the proxy's own.
  return forwarded === false && publicUrl !== null
    ? secureUrl(publicUrl, host, path + query)
    : null;
}

function hasBody({ headers }: IncomingMessage): boolean {
  const length = headers['content-length'];
  return headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}

/** `scheme://authority/path`, which a server MUST accept although only proxies send it (RFC 9112 section 3.2.2). */
const ABSOLUTE = /^https?:\/\/([^/?#]*)([^?#]*)(\?[^#]*)?/i;

interface Target {
  readonly path: string;
  /** With its question mark; empty where there is none. */
  readonly query: string;
  /** In the absolute form, the authority, which takes precedence over Host; otherwise null. */
  readonly authority: string | null;
}

function readTarget(target: string): Target | null {
  if (target.startsWith('/')) {
    const at = target.indexOf('?');
    if (at === -1) return { path: target, query: '', authority: null };
    return { path: target.slice(0, at), query: target.slice(at), authority: null };
  }
  // OPTIONS of the server as a whole.
  if (target === '*') return { path: '/', query: '', authority: null };
  const [, authority, path, query = ''] = ABSOLUTE.exec(target) ?? [];
  if (authority === undefined) return null;
  return { path: path || '/', query, authority };
}
