/** A message from one person to another: delivered at once where one of them is a guest, stored where none is. */
import { Reason } from '../../protocol/frames.ts';
import type { Account } from '../accounts.ts';
import { loggedIn } from '../conditions.ts';
import type { Hub } from '../hub.ts';
import type { Answer, Command, LATER, Request } from '../request.ts';
import type { Person, Session } from '../session.ts';

export const sendto: Command = {
  preconditions: [loggedIn],
  run(hub, session, request) {
    const recipient = hub.find(request.name);
    const sender = session.person;
    if (recipient === undefined || sender === null) return Reason.noSuchUser;
    if (sender.account !== null && recipient.account !== null) {
      return store(hub, session, sender.account, recipient.account, request);
    }
    return deliver(session, sender, recipient, request);
  },
};

/** A guest is in one place; a registered person may be in many, or in none. */
function deliver(
  session: Session,
  sender: Person,
  recipient: Person,
  { bytes, start, end }: Request,
): Reason {
  let taken = false;
  const { sessions } = recipient;
  // By index: this is the path of every message between guests.
  for (let i = 0; i < sessions.length; i++) {
    const { connection } = sessions[i] as Session;
    // Whoever no longer reads is being cut off, and so is nobody already.
    if (connection.message(sender, recipient, bytes, start, end, null)) taken = true;
  }
  if (!taken) return Reason.noSuchUser;
  if (sender.account !== null) {
    for (const other of sender.sessions) {
      if (!other.hello || other === session) continue;
      other.connection.message(sender, recipient, bytes, start, end, null);
    }
  }
  return Reason.none;
}

function store(
  hub: Hub,
  session: Session,
  sender: Account,
  recipient: Account,
  { bytes, start, end, options }: Request,
): Answer | typeof LATER {
  const length = end - start;
  const waits = recipient.away;
  const reason = obstacle(hub, sender, recipient, length, waits);
  if (reason !== Reason.none) return reason;
  // It is lent for the time of this call.
  const text = bytes.slice(start, end);
  sender.storedBytes += length;
  if (waits) recipient.wait(sender.id, 1);
  const { caughtUps } = recipient;
  const from = sender.person;
  const to = recipient.person;
  const change = {
    kind: 'message',
    from: sender.id,
    to: recipient.id,
    key: options.key ?? null,
    waits,
    text,
  } as const;
  return hub.append(session, change, (outcome) => {
    const stored = outcome === null ? null : { id: outcome.id, at: outcome.at };
    if (outcome?.kind === 'durable' && stored !== null) {
      hub.delivery.deliver(session, from, to, text, stored);
    } else {
      sender.storedBytes -= length;
      // Unless it is counted no more.
      if (waits && recipient.caughtUps === caughtUps) recipient.wait(sender.id, -1);
    }
    return stored ?? Reason.notStored;
  });
}

function obstacle(
  hub: Hub,
  sender: Account,
  recipient: Account,
  length: number,
  waits: boolean,
): Reason {
  const { settings, world } = hub;
  if (sender.leaving) return Reason.accountNeeded;
  // Who is still logged in while the account is being removed is found by name.
  if (recipient.leaving) return Reason.noSuchUser;
  if (world.log.pendingBytes + length > settings.pendingBytesMax) return Reason.busy;
  if (sender.storedBytes + length > settings.storedBytesMax) return Reason.quotaReached;
  if (!waits) return Reason.none;
  const ofSender = recipient.waiting.get(sender.id) ?? 0;
  const full =
    recipient.waitingTotal >= settings.waitingMax || ofSender >= settings.waitingPerSenderMax;
  return full ? Reason.quotaReached : Reason.none;
}
