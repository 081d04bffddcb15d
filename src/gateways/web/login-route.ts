/** `POST /login` and `POST /logout`: a page of this server has its browser keep what logs it in, where no script reads it. */
import { z } from 'zod';
import { Reason, refusalText } from '../../protocol/frames.ts';
import { NAME_CODE_POINTS_MAX, PASSWORD_BYTES_MAX } from '../../protocol/limits.ts';
import { nameFits } from '../../protocol/names.ts';
import { type Answer, problem } from './answers.ts';
import type { Authorize, Forget } from './authorization.ts';
import { readToken, tokenCookie } from './cookies.ts';
import { ownPage } from './hosts.ts';
import type { Visit } from './visit.ts';

/** A name and a password, each character of them written as an escape. */
export const LOGIN_BYTES_MAX = 16 * 1024;

const credentials = z.strictObject({
  name: z.string().refine(nameFits, `a name has 1 to ${NAME_CODE_POINTS_MAX} characters`),
  password: z.string().min(1).max(PASSWORD_BYTES_MAX),
  device: z.string().min(1).max(40),
});

/** What is a page's business may only pages of this very server do; a browser always says whose page it is. */
export function foreignPage(visit: Visit): Answer | null {
  if (pageOf(visit) !== null) return null;
  return problem(403, 'only pages of this server do this: Origin must be its own');
}

/** The page of this server that asks; null: another asks. */
function pageOf({ request, channel, host, settings }: Visit): URL | null {
  return ownPage(request.headers.origin, host, channel.secure, settings);
}

/** Has the browser of the page that asks keep `token`, or forget what it kept. */
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

/** `waitMs`: after which it may be tried again; `why`: in other words than the reason's. */
function failed(reason: Reason, waitMs?: number, why = refusalText(reason, waitMs)): Answer {
  const wait = waitMs === undefined ? {} : { wait: Math.ceil(waitMs / 1000) };
  const body = `${JSON.stringify({ reason, text: why, ...wait })}\n`;
  const later = wait.wait === undefined ? {} : { 'Retry-After': String(wait.wait) };
  const headers = { 'Content-Type': 'application/json', ...later };
  return { status: STATUS[reason] ?? 403, headers, body, close: false };
}

/**
 * The browser becomes a device of whoever it is, in the place of the one that it was: that is forgotten, for nobody has its
 * token any more. Answers by `done`; what it returns stops caring.
 */
export function logIn(
  visit: Visit,
  body: Buffer,
  { authorize, forget }: { authorize: Authorize; forget: Forget },
  done: (answer: Answer) => void,
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
    const answer: Answer = { status: 200, headers, body, close: false };
    if (before === null) return done(answer);
    // Whatever becomes of that, the new one counts.
    forgetting = forget(asker, before, () => done(answer));
  });
  return () => (forgetting ?? authorizing)();
}

/** What the browser keeps of an earlier login; null: nothing. */
function tokenOf(visit: Visit): string | null {
  const page = pageOf(visit);
  return page === null ? null : readToken(visit.request.headers.cookie, page);
}

/** What is not UTF-8 is no JSON: replaced, it could be another password. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(body));
  } catch {
    return undefined;
  }
}

/**
 * The device that the browser's cookie is of is forgotten, its connection closed, and the cookie taken away; in this order,
 * so that it can be tried again. Answers by `done`; what it returns stops caring.
 */
export function logOut(visit: Visit, forget: Forget, done: (answer: Answer) => void): () => void {
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
