/** Telling one person something, wherever it is logged in. */
import { type News, Post, type RoomAct, showsPlainly } from './post.ts';
import type { Actor, Person } from './session.ts';

/** Not `except`, whose doing it is. */
export function tellOne(person: Person, news: News, except: Actor | null): void {
  const post = new Post(news);
  const plainly = showsPlainly(news) && (news.kind === 'message' || person.notices);
  for (const session of person.sessions) {
    if (session !== except && (plainly || session.hello)) session.connection.post(post);
  }
}

/** What a moderator or an owner does to somebody. */
const TO_SOMEBODY: ReadonlySet<RoomAct> = new Set(['kicked', 'banned', 'muted', 'unmuted', 'role']);

/**
 * Tells `person` of `news` by somebody whom they have blocked only what was done to them, and that the room is gone: where
 * they are and what they may do has changed. The words that came with it are the other's, and are left out.
 */
export function tellInSpiteOfBlock(person: Person, news: News): void {
  if (news.kind !== 'room') return;
  const { what, name } = news;
  if (what !== 'removed' && !(TO_SOMEBODY.has(what) && name === person.name)) return;
  tellOne(person, { ...news, why: null }, null);
}
