/** `POST /login` and `POST /logout`: keep the browser's token in a cookie that no script can read. */
import { contracts } from '../../protocol/contract-list.ts';
import { Reason, refusalText } from '../../protocol/frames.ts';
import { problem, type WebAnswer } from './answers.ts';
import type { Authorize, Forget } from './authorization.ts';
import { readToken, tokenCookie } from './cookies.ts';
import { ownPage } from './hosts.ts';
import type { Visit } from './visit.ts';

/** A name and a password, each character of them written as an escape. */
export const LOGIN_BYTES_MAX = 16 * 1024;

const credentials = contracts.authorize.schema;

/** Refuses requests that only pages of this server may make; a browser always sends the page's origin. */
export function foreignPage(visit: Visit): WebAnswer | null {
  if (pageOf(visit) !== null) return null;
  return problem(403, 'only pages of this server do this: Origin must be its own');
}

/** The page of this server that sent the request; null: another page did. */
function pageOf({ request, channel, host, settings }: Visit): URL | null {
  return ownPage(request.headers.origin, host, channel.secure, settings);
}

/** Sets the cookie to `token`, or removes it, for the page that sent the request. */
function cookieFor(visit: Visit, token: string | null): Record<string, string> {
  const page = pageOf(visit);
  return page === null ? {} : { 'Set-Cookie': tokenCookie(token, page) };
}

const STATUS: Partial<Record<Reason, number>> = {
  [Reason.tooFast]: 429,
  [Reason.serverFull]: 503,
  [Reason.busy]: 503,
  [Reason.notStored]: 503,
};

/** `waitMs`: when a retry may succeed; `why`: other words for the reason. */
function failed(reason: Reason, waitMs?: number, why = refusalText(reason, waitMs)): WebAnswer {
  const wait = waitMs === undefined ? {} : { wait: Math.ceil(waitMs / 1000) };
  const body = `${JSON.stringify({ reason, text: why, ...wait })}\n`;
  const later = wait.wait === undefined ? {} : { 'Retry-After': String(wait.wait) };
  const headers = { 'Content-Type': 'application/json', ...later };
  return { status: STATUS[reason] ?? 403, headers, body, close: false };
}

/**
 * Makes the browser a device of the account. The device that it was before is forgotten, as its token is overwritten.
 * Answers through `done`. @returns a function that cancels
 */
export function logIn(
  visit: Visit,
  body: Buffer,
  { authorize, forget }: { authorize: Authorize; forget: Forget },
  done: (answer: WebAnswer) => void,
): () => void {
  const parsed = credentials.safeParse(readJson(body));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    done(problem(400, `${issue?.path.join('.') || 'the body'}: ${issue?.message}`));
    return () => {};
  }
  const { asker } = visit.channel;
  const before = tokenOf(visit);
  let forgetting: (() => void) | null = null;
  const authorizing = authorize(asker, parsed.data, (outcome) => {
    if (typeof outcome === 'number') return done(failed(outcome));
    if ('reason' in outcome) return done(failed(outcome.reason, outcome.waitMs, outcome.why));
    const headers = { 'Content-Type': 'application/json', ...cookieFor(visit, outcome.token) };
    const body = `${JSON.stringify({ name: outcome.name })}\n`;
    const answer: WebAnswer = { status: 200, headers, body, close: false };
    if (before === null) return done(answer);
    // The new device counts, whether or not the old one could be forgotten.
    forgetting = forget(asker, before, () => done(answer));
  });
  return () => (forgetting ?? authorizing)();
}

/** The token of an earlier login in this browser; null: none. */
function tokenOf(visit: Visit): string | null {
  const page = pageOf(visit);
  return page === null ? null : readToken(visit.request.headers.cookie, page);
}

/** Invalid UTF-8 is an error: replacement characters could make another password. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(body));
  } catch {
    return undefined;
  }
}

/**
 * Forgets the device of the browser's cookie, closes its connection, then removes the cookie; in this order, so that it
 * can be retried. Answers through `done`. @returns a function that cancels
 */
export function logOut(
  visit: Visit,
  forget: Forget,
  done: (answer: WebAnswer) => void,
): () => void {
  const token = tokenOf(visit);
  const forgotten = (): void =>
    done({ status: 204, headers: cookieFor(visit, null), body: '', close: false });
  if (token === null) {
    forgotten();
    return () => {};
  }
  return forget(visit.channel.asker, token, (reason) => {
    if (reason === Reason.none) forgotten();
    else done(failed(reason));
  });
}
