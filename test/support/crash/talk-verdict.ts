/** Checks the messages that a person reads in a place against the recorded ones and their changes. */
import assert from 'node:assert/strict';
import { PAGE_MESSAGES_MAX } from '../../../src/protocol/limits.ts';
import { type AccountClient, type Kept, pageOf } from '../account-client.ts';
import type { Actor, Place, Said, State } from './place.ts';
import { describe, EVERYWHERE, mentioned, type Talk, textOf } from './talk.ts';

/** The limit of counts of unread messages. */
const UNREAD_COUNT_MAX = 1000;

/** Checks what `reader` finds in the place. Settles unknown acts; rejects with errors. */
export async function checkTalk(
  talk: Talk,
  place: Place,
  reader: Actor,
  client: AccountClient,
): Promise<void> {
  const address = place.addressFor(reader.name);
  const found = new Set<Said>();
  const newest = new Map<string, number>();
  let newestId = 0;
  for (const message of await client.history(address)) {
    const said = whichIs(talk, message);
    const what = describe(said);
    assert.equal(said.place, place, `${what} is in ${address}`);
    assert.ok(!found.has(said), `${what} is there twice`);
    assert.ok(message.id > newestId, `${what} has no larger id than the one before`);
    assert.ok((newest.get(said.stream) ?? -1) < said.serial, `${what} is out of order`);
    assert.equal(message.from, said.author, what);
    assert.equal(message.description.guest ?? false, said.guest, what);
    assert.equal(message.description.reply ?? null, said.reply?.id ?? null, what);
    newestId = message.id;
    newest.set(said.stream, said.serial);
    found.add(said);
    talk.hasId(said, message.id);
    checkState(talk, said, message, reader);
  }
  for (const said of place.said) {
    said.there.observe(found.has(said), `${describe(said)} in the history: it`);
  }
  if (place.isRoom) await checkPins(talk, place, client);
}

function whichIs(talk: Talk, { id, text, description }: Kept): Said {
  if (description.deleted !== true) return talk.recognise(text).said;
  const said = talk.withId(id);
  assert.ok(said !== undefined, `the message ${id} was deleted, and nobody knew of it`);
  assert.equal(text, '', describe(said));
  return said;
}

function checkState(talk: Talk, said: Said, message: Kept, reader: Actor): void {
  const { text, description } = message;
  const { deleted = false, pinned = false, edited, reactions = [] } = description;
  const version = deleted ? null : talk.recognise(text).version;
  if (!deleted)
    assert.equal(edited !== undefined, version !== 0, `${describe(said)} says it was changed`);
  const shown = reactions.map(({ emoji, count, mine = false }) => `${emoji} ${count} ${mine}`);
  const matches = (state: State): boolean =>
    state.deleted === deleted &&
    (deleted ||
      (state.version === version &&
        state.pinned === pinned &&
        counted(state, reader).join() === shown.sort().join()));
  const seen = { version, deleted, pinned, reactions };
  said.state.settle(
    matches,
    () => `${describe(said)} for ${reader.name} is ${JSON.stringify(seen)}`,
  );
}

/** The counts of reactions as `reader` sees them. */
function counted({ reactions }: State, reader: Actor): string[] {
  const counts = new Map<string, { count: number; mine: boolean }>();
  for (const reaction of reactions) {
    const [emoji = '', name] = reaction.split(' by ');
    const known = counts.get(emoji) ?? { count: 0, mine: false };
    counts.set(emoji, { count: known.count + 1, mine: known.mine || name === reader.name });
  }
  return [...counts].map(([emoji, { count, mine }]) => `${emoji} ${count} ${mine}`).sort();
}

async function checkPins(talk: Talk, place: Place, client: AccountClient): Promise<void> {
  const answer = await client.command('pins', { room: place.name });
  assert.ok(answer?.ok, `pins of ${place.name}: ${JSON.stringify(answer)}`);
  const page = pageOf(answer).filter(({ description }) => description.deleted !== true);
  const pinned = place.said.filter(({ state }) => state.value.pinned);
  const shown = new Set(page.map((message) => whichIs(talk, message)));
  for (const said of shown) assert.ok(pinned.includes(said), `${describe(said)} is not pinned`);
  if (answer.json.more === true || shown.size === PAGE_MESSAGES_MAX) return;
  for (const said of pinned) assert.ok(shown.has(said), `${describe(said)} is pinned`);
}

/** Checks that the unread messages reported to `reader` are those after the read mark. */
export async function checkUnread(
  place: Place,
  reader: Actor,
  client: AccountClient,
): Promise<void> {
  const mark = place.marks.get(reader);
  const answer = await client.command('unread', {});
  assert.ok(answer?.ok, 'unread');
  const all = answer.json.conversations as { with: string; count: number; mentions?: number }[];
  const { count = 0, mentions = 0 } = all.find((one) => one.with === place.name) ?? {};
  mark?.settle(
    (upTo) => {
      const unread = place.said.filter(({ there, id, author, state }) => {
        return there.value && (id ?? 0) > upTo && author !== reader.name && !state.value.deleted;
      });
      const mention = unread.filter((said) => mentioned(said, said.state.value.version) === reader);
      return count === Math.min(unread.length, UNREAD_COUNT_MAX) && mentions === mention.length;
    },
    () => `${reader.name} has ${count} unread in ${place.name}, ${mentions} to them: the mark`,
  );
}

/**
 * Checks that a search finds current texts: the newest results, or all. @returns whether everything was found, which is
 * so once the index has caught up
 */
export async function checkSearch(
  talk: Talk,
  place: Place,
  reader: Actor,
  client: AccountClient,
  whole: boolean,
): Promise<boolean> {
  const query = `${EVERYWHERE} with:${place.addressFor(reader.name)}`;
  const found = new Set<Said>();
  for (let beneath = Number.MAX_SAFE_INTEGER; ; ) {
    const answer = await client.command('search', { query, beneath });
    assert.ok(answer?.ok, `search ${query}: ${JSON.stringify(answer)}`);
    const page = pageOf(answer);
    for (const message of page) {
      const said = whichIs(talk, message);
      assert.equal(said.place, place, describe(said));
      assert.ok(isThere(said), `${describe(said)} is found`);
      assert.equal(message.text, textOf(said, said.state.value.version), describe(said));
      found.add(said);
      beneath = message.id;
    }
    if (!whole || answer.json.more !== true) break;
    assert.ok(page.length > 0, 'a page of nothing, and more to come');
  }
  return place.said.every((said) => !isThere(said) || found.has(said));
}

function isThere({ there, state }: Said): boolean {
  return there.value && !state.value.deleted;
}

/** Checks the versions of messages: earlier ones are kept or not, and the current one is last. */
export async function checkEdits(
  said: Said,
  client: AccountClient,
  keepEdits: boolean,
): Promise<void> {
  const answer = await client.command('edits', { message: said.id ?? 0 });
  assert.ok(answer?.ok, `edits of ${describe(said)}: ${JSON.stringify(answer)}`);
  const { version } = said.state.value;
  const versions = keepEdits
    ? Array.from({ length: version + 1 }, (_, number) => number)
    : [version];
  const texts = versions.map((number) => textOf(said, number));
  assert.equal(answer.text, texts.join(''), `what ${describe(said)} said`);
}
