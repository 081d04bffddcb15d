/** Checks whether a request may become a WebSocket (RFC 6455 section 4.2). */
import { WEB_SOCKET_SUBPROTOCOL } from '../../protocol/limits.ts';
import { last, problem, type WebAnswer } from './answers.ts';
import { originAllowed } from './hosts.ts';
import { chosenSubprotocol, IRC_SUBPROTOCOLS } from './subprotocols.ts';
import type { Visit } from './visit.ts';

/** The Base64 of 16 bytes. */
const KEY = /^[A-Za-z0-9+/]{22}==$/;

/** The only version; also named in the answer to any other. */
const VERSION = { 'Sec-WebSocket-Version': '13' } as const;

const SWITCHING: WebAnswer = { status: 101, headers: {}, body: '', close: false };

/** 101 where it may: then `ws` writes the answer. */
export function upgradeAnswer(visit: Visit): WebAnswer {
  const refused = refusal(visit);
  // The client's next bytes may be meant for the WebSocket that was refused.
  return refused === null ? SWITCHING : last(refused);
}

function refusal({ request, channel, settings, host }: Visit): WebAnswer | null {
  const { headers, httpVersion } = request;
  const wanted = tokens(headers.upgrade).includes('websocket');
  if (!wanted || !tokens(headers.connection).includes('upgrade') || httpVersion === '1.0') {
    return upgradeRequired('this is for WebSockets: ask for an upgrade');
  }
  if (headers['sec-websocket-version'] !== VERSION['Sec-WebSocket-Version']) {
    return upgradeRequired('Sec-WebSocket-Version must be 13');
  }
  if (!KEY.test(headers['sec-websocket-key'] ?? '')) {
    return problem(400, 'Sec-WebSocket-Key must be the Base64 of 16 bytes');
  }
  if (!originAllowed(headers.origin, host, channel.secure, settings)) {
    return problem(403, 'pages of that origin may not connect (--allow-origins)');
  }
  if (chosenSubprotocol(request, settings.speaksIrc) === null) {
    const others = settings.speaksIrc ? [WEB_SOCKET_SUBPROTOCOL, ...IRC_SUBPROTOCOLS] : [];
    const known = others.length === 0 ? WEB_SOCKET_SUBPROTOCOL : `one of ${others.join(', ')}`;
    return problem(400, `the subprotocol must be ${known}`);
  }
  if (channel.busy) return problem(400, 'an upgrade waits for the answers before it');
  return null;
}

function upgradeRequired(why: string): WebAnswer {
  // RFC 9110 section 15.5.22: names the required protocol. Connection must list the field, and also closes.
  return problem(426, why, { Upgrade: 'websocket', Connection: 'Upgrade, close', ...VERSION });
}

function tokens(list = ''): string[] {
  return list
    .toLowerCase()
    .split(',')
    .map((token) => token.trim());
}
