/**
 * The part of a conversation that the page has: a few hundred items in their order, with more on the server before and
 * after them. Long conversations are read through it without ever being in memory, or on the page, as a whole.
 */
import { type ChatMessage, type Item, isKept } from './messages.ts';

/** More than these are let go of at the far end. */
export const WINDOW_ITEMS_MAX = 300;

export interface Window {
  readonly items: readonly Item[];
  /** Are there, or may there be, others on the server before the first? */
  readonly earlier: boolean;
  /** Are there others after the last? Then what comes is not shown until they are there. */
  readonly later: boolean;
}

export const EMPTY: Window = { items: [], earlier: false, later: false };

/** Nothing but a page of the history. */
export function opened(messages: readonly ChatMessage[], earlier: boolean, later: boolean): Window {
  return { items: messages, earlier, later };
}

/** With a page from before the first; what is far behind is let go of. */
export function withEarlier(
  window: Window,
  messages: readonly ChatMessage[],
  earlier: boolean,
): Window {
  const items = [...unknown(window, messages), ...window.items];
  const kept = items.slice(0, WINDOW_ITEMS_MAX);
  return { items: kept, earlier, later: window.later || kept.length < items.length };
}

/** With a page from after the last; what is far before is let go of. */
export function withLater(
  window: Window,
  messages: readonly ChatMessage[],
  later: boolean,
): Window {
  const items = [...window.items, ...unknown(window, messages)];
  const kept = items.slice(-WINDOW_ITEMS_MAX);
  return { items: kept, later, earlier: window.earlier || kept.length < items.length };
}

/** With what came now. `keptElsewhere`: what is let go of can be asked for again. */
export function withNew(window: Window, item: Item, keptElsewhere: boolean): Window {
  if (window.later) return window;
  const { id } = item.kind === 'message' ? item : { id: null };
  if (id !== null && indexOf(window, id) >= 0) return window;
  const items = inOrder([...window.items, item], window.items.length);
  const kept = items.length > WINDOW_ITEMS_MAX * 2 ? items.slice(-WINDOW_ITEMS_MAX) : items;
  const lost = kept.length < items.length;
  return { items: kept, later: false, earlier: window.earlier || (lost && keptElsewhere) };
}

/** With `change` made to the message with this key or id. */
export function withChange(
  window: Window,
  which: string | number,
  change: (message: ChatMessage) => ChatMessage,
): Window {
  const at = indexOf(window, which);
  const item = window.items[at];
  if (item?.kind !== 'message') return window;
  const changed = change(item);
  // What was sent from here may have come with a page of the history before its answer.
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

/** The largest id of those that are in the history; 0 for none. */
export function newestKept({ items }: Window): number {
  return items.findLast(isKept)?.id ?? 0;
}

/** The smallest; null for none. */
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
 * `items` with the one at `at` in its place: what one writes oneself is shown before the server has said where it
 * belongs, and is the same for everybody then.
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
  return to === at ? items : others.toSpliced(to, 0, item);
}
