/**
 * The window: the part of a conversation that the page has loaded, a few hundred items in order, with more on the
 * server before and after. So a long conversation is never in memory, or on the page, as a whole.
 */
import { type ChatMessage, type Item, isKept, isUnsent } from './messages.ts';

/** Limit of items; beyond it they are dropped at the far end, except unsent ones. */
export const WINDOW_ITEMS_MAX = 300;

/** The limit for a conversation that is not stored, while its start is being read. */
const UNKEPT_ITEMS_MAX = 3000;

/** The difference allowed between the clocks of server and page: an older message was not sent just now. */
const CLOCKS_APART_MS_MAX = 60_000;

export interface Window {
  readonly items: readonly Item[];
  /** May there be earlier items on the server? */
  readonly earlier: boolean;
  /** Are there later items on the server? Then new ones are not shown until these are loaded. */
  readonly later: boolean;
}

export const EMPTY: Window = { items: [], earlier: false, later: false };

/** A window of one page of the history. */
export function opened(messages: readonly ChatMessage[], earlier: boolean, later: boolean): Window {
  return { items: messages, earlier, later };
}

/**
 * Adds a page before the first item, and drops items at the far end; if the reader `follows` the end, at the start.
 */
export function withEarlier(
  window: Window,
  messages: readonly ChatMessage[],
  earlier: boolean,
  follows = false,
): Window {
  const items = [...unknown(window, messages), ...window.items];
  if (follows) {
    const most = Math.max(WINDOW_ITEMS_MAX, window.items.length);
    const isCut = items.length > most;
    return { ...window, items: items.slice(-most), earlier: earlier || isCut };
  }
  const kept = items.slice(0, WINDOW_ITEMS_MAX);
  const rest = items.slice(WINDOW_ITEMS_MAX);
  const unsent = rest.filter(isUnsent);
  const later = window.later || unsent.length < rest.length;
  return { items: [...kept, ...unsent], earlier, later };
}

/** Adds a page after the last item, and drops items at the start. */
export function withLater(
  window: Window,
  messages: readonly ChatMessage[],
  later: boolean,
): Window {
  const before = window.items.filter((one) => !isUnsent(one));
  const items = [...before, ...unknown(window, messages)];
  const kept = items.slice(-WINDOW_ITEMS_MAX);
  const earlier = window.earlier || kept.length < items.length;
  return withUnsent({ items: kept, later, earlier }, window);
}

/** Merges a reloaded `window` with `before`: known items keep their identity, and unsent ones are kept. */
export function goingOn(window: Window, before: Window): Window {
  const known = new Map<number, ChatMessage>();
  for (const item of before.items) if (isKept(item)) known.set(item.id, item);
  const items = window.items.map((item) => {
    const same = isKept(item) ? known.get(item.id) : undefined;
    return same === undefined ? item : { ...item, key: same.key, fate: same.fate };
  });
  return withUnsent({ ...window, items }, before);
}

/** Adds the unsent items of another window of the conversation at the end. */
export function withUnsent(window: Window, other: Window): Window {
  const keys = new Set(window.items.map(({ key }) => key));
  const before = new Set(other.items.map((one) => (isKept(one) ? one.id : null)));
  const found = window.items.filter((one) => isKept(one) && one.own && !before.has(one.id));
  // Messages still awaiting their reply, by the stored item that they became: the reply finds them by key.
  const answeredBy = new Map<Item, string>();
  const unsent = other.items.filter((one) => {
    if (!isUnsent(one) || keys.has(one.key)) return false;
    // A message of unknown fate turns out to have arrived.
    const at = found.findIndex((arrived) => isSame(one, arrived));
    const [arrived] = at < 0 ? [] : found.splice(at, 1);
    if (arrived !== undefined) answeredBy.set(arrived, one.key);
    return arrived === undefined;
  });
  if (unsent.length === 0 && answeredBy.size === 0) return window;
  const items = window.items.map((item) => {
    const key = answeredBy.get(item);
    return key === undefined ? item : { ...item, key };
  });
  return { ...window, items: [...items, ...unsent] };
}

function isSame(unsent: Item, arrived: Item): boolean {
  if (unsent.kind !== 'message' || arrived.kind !== 'message') return false;
  if (unsent.text !== arrived.text) return false;
  const isUnderWay = unsent.fate === 'sending' && arrived.at > unsent.at - CLOCKS_APART_MS_MAX;
  return isUnderWay || unsent.fate === 'unsure';
}

/**
 * Adds a new item. `keptElsewhere`: dropped items can be loaded again. `isAtEnd`: nobody is reading earlier items.
 */
export function withNew(
  window: Window,
  item: Item,
  keptElsewhere: boolean,
  isAtEnd = true,
): Window {
  if (window.later && !isUnsent(item)) return window;
  const { id } = item.kind === 'message' ? item : { id: null };
  if (id !== null && indexOf(window, id) >= 0) return window;
  // A message sent again on this connection was stored by the one before: the server reports it like one from another
  // device.
  const twin =
    isKept(item) && item.own && window.items.find((one) => isUnsent(one) && isSame(one, item));
  if (twin) {
    const { at } = item;
    return withChange(window, twin.key, (one) => ({ ...one, id, at, fate: 'stored' }));
  }
  const items = inOrder([...window.items, item], window.items.length);
  const max = isAtEnd || keptElsewhere ? WINDOW_ITEMS_MAX * 2 : UNKEPT_ITEMS_MAX;
  if (items.length <= max) return { ...window, items };
  if (!isAtEnd && keptElsewhere && !isUnsent(item)) return { ...window, later: true };
  const unsent = items.slice(0, -WINDOW_ITEMS_MAX).filter(isUnsent);
  const kept = [...unsent, ...items.slice(-WINDOW_ITEMS_MAX)];
  return { ...window, items: kept, earlier: window.earlier || keptElsewhere };
}

/** Applies `change` to the message with this key or id. */
export function withChange(
  window: Window,
  which: string | number,
  change: (message: ChatMessage) => ChatMessage,
): Window {
  const at = indexOf(window, which);
  const item = window.items[at];
  if (item?.kind !== 'message') return window;
  const changed = change(item);
  // It belongs after items that are not loaded.
  if (window.later && !isKept(item) && isKept(changed)) return without(window, item.key);
  // A message sent from here may come with a page of the history before its reply.
  const isTwin = (one: Item) =>
    one !== item && one.kind === 'message' && one.id === changed.id && changed.id !== null;
  const others = window.items.filter((one) => !isTwin(one));
  const place = others.indexOf(item);
  return { ...window, items: inOrder(others.with(place, changed), place) };
}

export function without(window: Window, key: string): Window {
  return { ...window, items: window.items.filter((one) => one.key !== key) };
}

export function messageOf(window: Window, which: string | number): ChatMessage | null {
  const item = window.items[indexOf(window, which)];
  return item?.kind === 'message' ? item : null;
}

/** Is there something that `name` has said? */
export function hasFrom({ items }: Window, name: string): boolean {
  return items.some((one) => one.kind === 'message' && one.from === name);
}

/** Whoever was called `was` is called `name` in all that they have said. */
export function withName(window: Window, was: string, name: string): Window {
  const items = window.items.map((one) =>
    one.kind === 'message' && one.from === was ? { ...one, from: name } : one,
  );
  return { ...window, items };
}

/** The largest id of a stored message; 0 for none. */
export function newestKept({ items }: Window): number {
  return items.findLast(isKept)?.id ?? 0;
}

/** The smallest id of a stored message; null for none. */
export function oldestKept({ items }: Window): number | null {
  return items.find(isKept)?.id ?? null;
}

function indexOf({ items }: Window, which: string | number): number {
  const byKey = typeof which === 'string';
  return items.findLastIndex((one) =>
    byKey ? one.key === which : one.kind === 'message' && one.id === which,
  );
}

function unknown(window: Window, messages: readonly ChatMessage[]): readonly ChatMessage[] {
  const known = new Set(window.items.map((one) => (one.kind === 'message' ? one.id : null)));
  return messages.filter(({ id }) => id === null || !known.has(id));
}

/**
 * `items` with the one at `at` moved to its place: one's own message is shown before the server has ordered it, and
 * then moves to where everybody sees it.
 */
function inOrder(items: readonly Item[], at: number): readonly Item[] {
  const item = items[at] as Item;
  if (!isKept(item)) return items;
  const others = items.toSpliced(at, 1);
  let to = at;
  for (let i = others.length - 1; i >= 0; i--) {
    const other = others[i] as Item;
    if (!isKept(other)) continue;
    if (other.id > item.id) to = Math.min(to, i);
    else {
      if (i >= to) to = i + 1;
      break;
    }
  }
  if (to === at) return items;
  // Unsent items that were written after it stay after it.
  const written = others.slice(at, to).filter(isUnsent);
  const before = others.slice(0, to).filter((one) => !written.includes(one));
  return [...before, item, ...written, ...others.slice(to)];
}
