/** The load of moderation: a room's owner invites, kicks, promotes and mutes a person, and changes the topic. */
import assert from 'node:assert/strict';
import type { AccountClient, Answer } from '../account-client.ts';
import type { Random } from '../random.ts';
import type { Act } from './acts.ts';
import { OUT, type Place, type Standing } from './place.ts';
import type { Talk } from './talk.ts';

/** The limit for each in one round. */
const ACTS_MAX = 60;
/** How many messages the person tries to send while silenced. */
const MEANWHILE_MAX = 3;

type Next = 'join' | 'leave' | 'invite' | 'kick' | 'ban' | 'unban' | 'mute' | 'unmute' | 'role';

/** Performs one act after the other, until the limit or until a connection is lost. */
export async function manage(
  talk: Talk,
  place: Place,
  owner: AccountClient,
  subject: AccountClient,
  stream: string,
  random: Random,
): Promise<void> {
  for (let i = 0; i < ACTS_MAX; i++) {
    const what = random.of(possible(place));
    if (!(await step(talk, place, owner, subject, stream, what, random))) return;
  }
}

function possible({ kind, standing }: Place): Next[] {
  const { in: isIn, role, muted, banned, invited } = standing.value;
  if (banned) return ['unban'];
  if (!isIn) {
    if (kind === 'private' && !invited) return ['invite', 'invite', 'ban'];
    return invited ? ['join'] : ['join', 'join', 'ban'];
  }
  // A muted person who leaves is still muted on return, unless the server was restarted.
  if (muted) return ['unmute', 'role'];
  return role === 'moderator'
    ? ['role', 'role', 'kick', 'leave']
    : ['kick', 'ban', 'mute', 'mute', 'role', 'leave'];
}

/** @returns false if the outcome is unknown */
async function step(
  talk: Talk,
  place: Place,
  owner: AccountClient,
  subject: AccountClient,
  stream: string,
  what: Next,
  random: Random,
): Promise<boolean> {
  const { name } = place.subject as { name: string };
  const now = place.standing.value;
  const room = place.name;
  const whom = { room, name };
  const promoted = now.role === 'member' ? 'moderator' : 'member';
  const next: Readonly<Record<Next, Standing>> = {
    join: { ...OUT, in: true },
    leave: OUT,
    invite: { ...OUT, invited: true },
    kick: OUT,
    ban: { ...OUT, banned: true },
    unban: OUT,
    mute: { ...now, muted: true },
    unmute: { ...now, muted: false },
    role: { ...now, role: promoted, muted: false },
  };
  const details: Readonly<Record<string, (serial: number) => string>> = {
    kick: why,
    ban: (serial) => `for good: ${why(serial)}`,
    mute: (serial) => `for good: ${why(serial)}`,
    role: () => promoted,
    unban: () => 'null',
    unmute: () => 'null',
  };
  const detail = details[what];
  const audit = detail && ((serial: number) => `${what} ${room} ${name} ${detail(serial)}`);
  const act = talk.ledger.next(NAMES[what], audit ?? null);
  const asked: Readonly<Record<Next, () => Promise<Answer | null>>> = {
    join: () => subject.command('join', { room }),
    leave: () => subject.command('leave', { room }),
    invite: () => owner.command('invite', whom),
    kick: () => owner.command('kick', { ...whom, why: why(act.serial) }),
    ban: () => owner.command('ban', { ...whom, why: why(act.serial) }),
    unban: () => owner.command('unban', whom),
    mute: () => owner.command('mute', { ...whom, why: why(act.serial) }),
    unmute: () => owner.command('unmute', whom),
    role: () => owner.command('role', { ...whom, role: promoted }),
  };
  // In a public room, a kicked person joins again by speaking.
  const silences =
    what === 'ban' || what === 'mute' || (what === 'kick' && place.kind === 'private');
  const meanwhile = silences && now.in ? random.below(MEANWHILE_MAX + 1) : 0;
  const speaking = Array.from({ length: meanwhile }, () =>
    talk.say(subject, talk.compose(place, name, stream, { before: act })),
  );
  const answer = await talk.ledger.attempt(act, place.standing, next[what], asked[what]);
  await Promise.all(speaking);
  if (answer === null) return false;
  return trySpeaking(talk, place, subject, stream, act, what);
}

/** The person tries to speak, which is refused while silenced. */
async function trySpeaking(
  talk: Talk,
  place: Place,
  subject: AccountClient,
  stream: string,
  act: Act,
  what: Next,
): Promise<boolean> {
  const { in: isIn, muted, banned } = place.standing.value;
  if (!isIn && !banned && place.kind === 'public') return true;
  const said = talk.compose(place, place.subject?.name ?? '', stream);
  const fate = await talk.say(subject, said);
  const silent = !isIn || muted;
  assert.ok(!silent || fate !== true, `after ${what} ${act.serial} somebody speaks who may not`);
  return fate !== null;
}

const NAMES: Readonly<Record<Next, string>> = {
  join: 'joined',
  leave: 'left',
  invite: 'invited',
  kick: 'kicked',
  ban: 'banned',
  unban: 'unbanned',
  mute: 'muted',
  unmute: 'unmuted',
  role: 'roles',
};

function why(serial: number): string {
  return `act ${serial}`;
}

/** Changes the topic of the room again and again. */
export async function changeTopics(talk: Talk, place: Place, owner: AccountClient): Promise<void> {
  for (let i = 0; i < ACTS_MAX; i++) {
    const act = talk.ledger.next('topics');
    const topic = `topic ${act.serial}`;
    const answer = await talk.ledger.attempt(act, place.topic, topic, () =>
      owner.command('topic', { room: place.name, topic }),
    );
    if (answer === null) return;
  }
}
