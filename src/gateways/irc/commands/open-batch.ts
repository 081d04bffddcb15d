/** The batch that a client is sending (IRCv3 draft/multiline). */
import { Cap } from '../capabilities.ts';
import type { IrcLine } from '../line.ts';
import { type BadBatch, INVALID, MULTILINE, Multiline } from '../multiline.ts';
import type { Reply } from '../reply.ts';
import type { IrcSession } from '../session.ts';
import { shown } from './refusals.ts';

/** IRCv3 batch, "Reference tags": letters, digits and hyphens. */
const REFERENCE = /^[A-Za-z0-9-]{1,64}$/;

/** May the client send batches? */
export function takesBatches(session: IrcSession): boolean {
  return session.has(Cap.multiline) && session.has(Cap.batch);
}

export function begin(session: IrcSession, line: IrcLine, reply: Reply): void {
  const [word = '', type = '', target = ''] = line.parameters;
  const reference = word.slice(1);
  // The one before was not ended.
  if (session.multiline !== null) refuse(session, session.multiline, INVALID);
  session.multiline = null;
  const isGood = takesBatches(session) && type === MULTILINE && REFERENCE.test(reference);
  if (!isGood || target === '') return fail(session, reply, INVALID);
  reply.opened();
  session.multiline = new Multiline(reference, target, line, reply);
}

/** Adds a line to the batch that it names. */
export function addToBatch(
  session: IrcSession,
  reply: Reply,
  reference: string,
  verb: 'PRIVMSG' | 'NOTICE',
  line: IrcLine,
): void {
  const { multiline } = session;
  if (multiline?.reference !== reference) return fail(session, reply, INVALID);
  if (multiline.refused) return;
  const bad = multiline.add(verb, line);
  if (bad !== null) refuse(session, multiline, bad);
}

/** The batch is not sent: its client is told once, and what is left of it is ignored. */
export function refuse(session: IrcSession, multiline: Multiline, bad: BadBatch): void {
  if (multiline.refused) return;
  multiline.refused = true;
  fail(session, multiline.reply, bad);
  session.release(multiline.reply);
}

export function fail(session: IrcSession, reply: Reply, [code, why, ...context]: BadBatch): void {
  session.fail(reply, 'BATCH', code, why, ...context.map(shown));
}
