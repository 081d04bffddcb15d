/** Direct messages: delivered at once where either person is a guest, stored where both are registered. */

import { Reason } from '../../protocol/frames.ts';
import { SENT, saidHello } from '../../protocol/hearing.ts';
import type { Manner } from '../../protocol/manner.ts';
import { type Receipt, type Refusal, receiptWith } from '../answer.ts';
import { type Answering, begin } from '../changes/making.ts';
import { type DirectMessage, sentToPerson } from '../changes/message.ts';
import { HubEvent } from '../delivery/event.ts';
import type { Hub } from '../hub.ts';
import { learn, mayWait } from '../people/acquaintance.ts';
import type { Account, Actor, Client, Person } from '../people/client.ts';
import type { Request } from '../request.ts';

/** A guest has one client; a registered person may have many, or none. */
export function deliver(
  hub: Hub,
  actor: Actor,
  sender: Person,
  recipient: Person,
  { bytes, start, end, given }: Request<'sendto'>,
): Reason | Receipt {
  const { clients, named: to } = recipient;
  const { named: from } = sender;
  const stored = remembered(hub, actor, sender, recipient, given.reply, given.as);
  if (typeof stored === 'number') return stored;
  // A recipient who has blocked the sender hears nothing, and the sender cannot tell.
  const blocked = recipient.blocks !== null && recipient.hasBlocked(sender);
  let taken = blocked && clients.length > 0;
  // By index: this is the path of every message between guests.
  for (let i = 0; i < clients.length && !blocked; i++) {
    const { connection } = clients[i] as Client;
    // A client that no longer reads is being disconnected, and counts as gone already.
    if (connection.message(from, to, bytes, start, end, stored)) taken = true;
  }
  if (!taken) return Reason.noSuchUser;
  if (!blocked) {
    sender.partners.met(recipient);
    recipient.partners.met(sender);
  }
  if (hub.listeners.count > 0) {
    passed(hub, sender, recipient, bytes.slice(start, end), stored, blocked);
  }
  if (sender.account !== null) {
    for (const other of sender.clients) {
      if ((other.hearing & SENT) === 0 || other === actor) continue;
      other.connection.message(from, to, bytes, start, end, stored);
    }
  }
  return stored ?? Reason.none;
}

/** Tells listeners of a message that is not stored. */
function passed(
  hub: Hub,
  sender: Person,
  recipient: Person,
  text: Uint8Array,
  stored: Receipt | null,
  blocked: boolean,
): void {
  const guest = sender.account === null && ({ guest: true } as const);
  const ends = { from: sender.name, to: recipient.name };
  const event = new HubEvent({ event: 'message', ...ends, ...stored, ...guest }, text);
  hub.listeners.passed(event, (one) => one === sender || (one === recipient && !blocked));
}

/** A reference to a message that is not stored, where a client is connected that could use one; otherwise null. */
function remembered(
  hub: Hub,
  actor: Actor,
  sender: Person,
  recipient: Person,
  reply: number | undefined,
  as: Manner | undefined,
): Receipt | Reason | null {
  // Most guests' clients do not say hello.
  const isPlain = actor.present && !saidHello(actor.hearing) && !hasHello(recipient);
  if (isPlain && as === undefined) return null;
  if (recipient.clients.length === 0) return null;
  const { live } = hub.rooms;
  if (reply !== undefined) {
    const other = live.get(reply);
    const same =
      other !== undefined &&
      ((other.author === sender && other.to === recipient) ||
        (other.author === recipient && other.to === sender));
    if (!same) return Reason.notFound;
  }
  const stored = live.add(sender, recipient, actor.share, hub.world.date());
  return receiptWith(stored, { reply: reply ?? null, as: as ?? null });
}

function hasHello({ clients }: Person): boolean {
  for (let i = 0; i < clients.length; i++) {
    if (saidHello((clients[i] as Client).hearing)) return true;
  }
  return false;
}

/** A message of `actor`, whose account is `sender`, that is not begun yet. */
export function directMessage(
  actor: Actor,
  sender: Account,
  recipient: Account,
  text: Uint8Array,
  key: string | null,
  reply: number | null,
  as: Manner | null,
): DirectMessage {
  return {
    actor,
    sender,
    recipient,
    text,
    key,
    reply,
    as,
    hidden: false,
    waits: false,
    caughtUps: 0,
  };
}

/** Must we know whether they are strangers before a message can wait? */
export function asksFirst(hub: Hub, { actor, sender, recipient }: DirectMessage): boolean {
  return recipient.away && mayWait(hub, actor, sender, recipient) === 'unknown';
}

/** Finds out whether they are strangers, where that matters; then has the message stored, and answers. */
export function storeKnown(hub: Hub, message: DirectMessage, answer: Answering): void {
  const { sender, recipient } = message;
  const go = () => {
    // Time may have passed since the request.
    if (!hub.accounts.isThere(sender.person)) return answer(Reason.accountNeeded);
    if (!hub.accounts.isThere(recipient.person)) return answer(Reason.noSuchUser);
    const reason = storeThen(hub, message, answer);
    if (reason !== Reason.none) answer(reason);
  };
  if (asksFirst(hub, message)) learn(hub, recipient, sender, go);
  else go();
}

/** Answers later, unless there is a reason not to begin. */
export function storeThen(hub: Hub, message: DirectMessage, answer: Answering): Reason | Refusal {
  const { actor, sender, recipient } = message;
  if (sender.leaving) return Reason.accountNeeded;
  // Someone still logged in while their account is being removed is found by name.
  if (recipient.leaving) return Reason.noSuchUser;
  const { person: to } = recipient;
  message.hidden = to.blocks !== null && to.hasBlocked(sender.person);
  // A hidden message counts as waiting: otherwise its sender could tell from how many may wait.
  message.waits = recipient.away;
  const full = message.waits ? mayWait(hub, actor, sender, recipient) : Reason.none;
  // It could not be read; or the recipient has come and gone since, and may have written to this sender.
  if (full !== Reason.none) return full === 'unknown' ? hub.unread : full;
  return begin(hub, sentToPerson, message, answer, Reason.notStored, ({ kind, id, at }) => {
    const receipt = { id, at };
    if (kind === 'durable') tellStored(hub, message, receipt);
    return receipt;
  });
}

function tellStored(hub: Hub, message: DirectMessage, receipt: Receipt): void {
  const { actor, sender, recipient, text, hidden } = message;
  const { person: from } = sender;
  const { person: to } = recipient;
  const told = receiptWith(receipt, message);
  if (!hidden) {
    from.partners.met(to);
    to.partners.met(from);
  }
  // A recipient who has blocked the author meanwhile does not hear it any more.
  hub.delivery.deliver(actor, from, to, text, told, hidden || to.hasBlocked(from));
}
