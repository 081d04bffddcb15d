/**
 * Keeps the address of the page and the conversation that is open in step: the browser's back button goes back to what was
 * open before, and a link leads to a conversation or a message.
 */
import { effect, untracked } from '@preact/signals';
import { nameKey } from '../../protocol/names.ts';
import type { Chat } from '../state/chat.ts';
import { problemOf } from '../state/problems.ts';
import { hashOf, NOWHERE, type Route, routeOf } from './route.ts';

/** Of the browser: where the page is, and was. */
export interface AddressBar {
  /** With its `#`; empty for none. */
  readonly hash: string;
  /** What was kept with this entry of the history; null: nothing, or somebody else's. */
  readonly before: string | null;
  /** A new entry, with the hash of the one `before` it. */
  push(hash: string, before: string): void;
  /** Another hash for the same entry. */
  replace(hash: string): void;
  back(): void;
  /** Tells when the reader goes elsewhere by the browser's means, or by a link on this page. */
  watch(moved: () => void, followed: (route: Route) => void): () => void;
}

/** Of the page: what is before the chat. */
export interface Foreground {
  /** Something else is shown: whatever is before it goes. */
  readonly clear: () => void;
  /** Says why a message cannot be shown. */
  readonly tell: (problem: string) => void;
}

/** An absolute link to a message, for those who are in its conversation. */
export function messageLink(id: number): string {
  return new URL(hashOf({ kind: 'message', id }), location.href).href;
}

/**
 * Goes where the address says, and has it say what is open from then on, until the answer is called.
 */
export function watchLocation(
  chat: Chat,
  { clear, tell }: Foreground,
  bar: AddressBar = browserBar,
): () => void {
  let isOver = false;
  // Until a message is found, or the browser has gone back, the address is not to be touched.
  let jumps = 0;
  let goesBack = false;

  const write = () => {
    if (jumps > 0 || goesBack || isOver) return;
    const current = chat.current.peek();
    const route: Route = current === null ? NOWHERE : { kind: 'conversation', name: current.name };
    const hash = hashOf(route);
    if (sameRoute(bar.hash, hash)) return;
    if (routeOf(bar.hash).kind === 'message') bar.replace(hash);
    else if (hash === '' && bar.before === '') {
      // On a phone the list is what one came from: no second one on top of it.
      goesBack = true;
      bar.back();
    } else bar.push(hash, bar.hash);
  };

  const go = async (route: Route) => {
    if (route.kind !== 'message') {
      clear();
      return route.kind === 'nowhere' ? chat.close() : chat.open(knownName(chat, route.name));
    }
    jumps++;
    try {
      await chat.history.jump(route.id, clear);
    } catch (error) {
      if (!isOver) tell(problemOf(error));
    } finally {
      jumps--;
      write();
    }
  };

  const moved = () => {
    if (!goesBack) return void go(routeOf(bar.hash));
    goesBack = false;
    write();
  };

  const unwatch = bar.watch(moved, (route) => void go(route));
  const first = routeOf(bar.hash);
  if (first.kind !== 'nowhere') void go(first);
  const unfollow = effect(() => {
    void chat.current.value;
    untracked(write);
  });
  return () => {
    isOver = true;
    unfollow();
    unwatch();
  };
}

/** What the conversation is called that is there under `name`, or one that is the same for the server. */
function knownName(chat: Chat, name: string): string {
  const known = chat.conversations.value;
  if (known.has(name)) return name;
  return [...known.keys()].find((one) => nameKey(one) === nameKey(name)) ?? name;
}

/** Browsers differ in what of a hash they escape. */
function sameRoute(hash: string, other: string): boolean {
  return hash === other || (hash !== '' && hashOf(routeOf(hash)) === other);
}

const browserBar: AddressBar = {
  get hash() {
    return location.hash;
  },
  get before() {
    const state: unknown = history.state;
    const { before } = (state ?? {}) as { before?: unknown };
    return typeof before === 'string' ? before : null;
  },
  push: (hash, before) => history.pushState({ before }, '', address(hash)),
  replace: (hash) => history.replaceState(history.state, '', address(hash)),
  back: () => history.back(),
  watch(moved, followed) {
    const pressed = (event: MouseEvent) => {
      const { target, button, ctrlKey, metaKey, shiftKey, altKey } = event;
      if (event.defaultPrevented || button !== 0) return;
      if (ctrlKey || metaKey || shiftKey || altKey || !(target instanceof Element)) return;
      const route = routeHere(target.closest('a')?.href ?? '');
      if (route.kind === 'nowhere') return;
      event.preventDefault();
      followed(route);
    };
    window.addEventListener('popstate', moved);
    document.addEventListener('click', pressed);
    return () => {
      window.removeEventListener('popstate', moved);
      document.removeEventListener('click', pressed);
    };
  },
};

function address(hash: string): string {
  return location.pathname + location.search + hash;
}

/** Where a link leads on this very page, as one to a message of it that somebody wrote does. */
function routeHere(href: string): Route {
  const url = URL.parse(href);
  const isHere = url?.origin === location.origin && url.pathname === location.pathname;
  return isHere ? routeOf(url.hash) : NOWHERE;
}
