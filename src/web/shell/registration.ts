/** Registers the service worker (../service-worker.ts), and detects when the server has a newer page. */
import { signal } from '@preact/signals';
import { base } from './base.ts';
import { onWake } from './liveness.ts';
import { serviceWorkerUrl } from './trusted.ts';
import type { TakeOver } from './worker-messages.ts';

/** Pages stay open for weeks: a visible one checks for updates at most this often. */
const CHECK_MS = 15 * 60_000;

/** Loads the newer page, when the person chooses to; null if there is none. */
export const update = signal<(() => void) | null>(null);

let registration: ServiceWorkerRegistration | null = null;
let isReloading = false;

/** To be called once. If the browser refuses, the page works as well. */
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

/** Asks the server for a newer page, for example after it was away. */
export async function checkForUpdate(): Promise<void> {
  // Fails if the server is away again, which the page shows already.
  await registration?.update().catch(() => undefined);
}

/** Browsers have no service workers for pages served without TLS, except from the same machine. */
function isPossible(): boolean {
  return globalThis.isSecureContext && 'serviceWorker' in navigator && !import.meta.env.DEV;
}

/** Waits until the page has loaded, so that caching does not slow that down. */
async function loaded(): Promise<void> {
  if (document.readyState === 'complete') return;
  await new Promise((resolve) => addEventListener('load', resolve, { once: true }));
}

function watch(kept: ServiceWorkerRegistration): void {
  // Without a worker before it, this one is the first, and not newer than the page.
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
  // If the page was loaded from the server after the change, only the cache is older.
  if (await isNewest()) takeOver();
  else {
    update.value = () => {
      isReloading = true;
      takeOver();
    };
  }
}

/** Another worker has taken over, at the request of this page or of another in this browser. */
async function changed(): Promise<void> {
  if (isReloading) location.reload();
  else if (!(await isNewest())) update.value = () => location.reload();
}

/** Is this page the server's current one? Its assets are named by their content. */
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
