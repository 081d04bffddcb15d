/** Has the service worker (../service-worker.ts) keep the page, and says when the server has a newer one. */
import { signal } from '@preact/signals';
import { base } from './base.ts';
import { onWake } from './liveness.ts';
import { serviceWorkerUrl } from './trusted.ts';
import type { TakeOver } from './worker-messages.ts';

/** Pages stay open for weeks: how often at most one that is looked at asks whether there is a newer. */
const CHECK_MS = 15 * 60_000;

/** What loads the newer page, where there is one: the person says when. */
export const update = signal<(() => void) | null>(null);

let registration: ServiceWorkerRegistration | null = null;
let isReloading = false;

/** To be called once. The page is none the worse where the browser refuses. */
export async function registerServiceWorker(): Promise<void> {
  if (!isPossible()) return;
  await loaded();
  try {
    registration = await navigator.serviceWorker.register(serviceWorkerUrl, {
      updateViaCache: 'none',
    });
  } catch (problem) {
    console.warn('the page cannot be kept for when the server is away:', problem);
    return;
  }
  watch(registration);
  let checked = Date.now();
  onWake(() => {
    if (Math.abs(Date.now() - checked) < CHECK_MS) return;
    checked = Date.now();
    void checkForUpdate();
  });
}

/** Asks the server whether it has a newer page; worth it when it was away and is back. */
export async function checkForUpdate(): Promise<void> {
  // That it is away again is no news.
  await registration?.update().catch(() => undefined);
}

/** A browser has none for a page that came without TLS, unless from its own machine. */
function isPossible(): boolean {
  return globalThis.isSecureContext && 'serviceWorker' in navigator && !import.meta.env.DEV;
}

/** What loads before the page is there is not to wait for what is kept of it. */
async function loaded(): Promise<void> {
  if (document.readyState === 'complete') return;
  await new Promise((resolve) => addEventListener('load', resolve, { once: true }));
}

function watch(kept: ServiceWorkerRegistration): void {
  // Without one before it, it is the first, and not newer than the page.
  const follow = (installing: ServiceWorker) =>
    installing.addEventListener('statechange', () => {
      if (installing.state === 'installed' && kept.active !== null) void offer(installing);
    });
  if (kept.installing !== null) follow(kept.installing);
  kept.addEventListener('updatefound', () => {
    if (kept.installing !== null) follow(kept.installing);
  });
  if (kept.waiting !== null) void offer(kept.waiting);
  let isFirst = navigator.serviceWorker.controller === null;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (!isFirst) void changed();
    isFirst = false;
  });
}

async function offer(waiting: ServiceWorker): Promise<void> {
  const takeOver = () => waiting.postMessage({ kind: 'take-over' } satisfies TakeOver);
  // Loaded from the server after that had changed: then only what is kept is older.
  if (await isNewest()) takeOver();
  else {
    update.value = () => {
      isReloading = true;
      takeOver();
    };
  }
}

/** Another worker keeps the page from now on, as this page has asked for, or another of this browser. */
async function changed(): Promise<void> {
  if (isReloading) location.reload();
  else if (!(await isNewest())) update.value = () => location.reload();
}

/** Is this page the one that the server has? What it is made of is named by its content. */
async function isNewest(): Promise<boolean> {
  try {
    const page = await (await fetch(base(), { cache: 'no-cache' })).text();
    const parts = Array.from(document.querySelectorAll('script[src], link[href]'), (element) =>
      element.getAttribute(element instanceof HTMLScriptElement ? 'src' : 'href'),
    );
    const theirs = page.matchAll(/\s(?:src|href)="(\.\/assets\/[^"]+)"/g);
    return theirs.every(([, part = '']) => parts.includes(part));
  } catch {
    return false;
  }
}
