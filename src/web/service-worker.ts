/**
 * The service worker: caches the page's own files, so that it opens at once, even without the server; never messages.
 * It serves its own folder and the assets that the build names by their content; all other requests go to the server.
 */
import type { NotificationData, OpenConversation, TakeOver } from './shell/worker-messages.ts';

/** Inserted by the build. `version` changes whenever any file of the page does. */
declare const SHELL_BUILD: { readonly version: string; readonly assets: readonly string[] };

const worker = self as unknown as ServiceWorkerGlobalScope;

/** The page's address: a proxy may put it below a path, with another Chinwag beside it. */
const PAGE = new URL('./', worker.location.href);
const PREFIX = PAGE.pathname === '/' ? 'chinwag-shell-' : `chinwag-shell ${PAGE.pathname} `;
const { version, assets } = SHELL_BUILD;
const CACHE = `${PREFIX}${version}`;

/** From this status on, a proxy or the server itself cannot answer; the cached page explains that better. */
const UNREACHABLE_FROM_STATUS = 500;

/** Responses vary only by encoding, and cached ones are decoded. */
const MATCHING: CacheQueryOptions = { ignoreVary: true };

worker.addEventListener('install', (event) => event.waitUntil(keepShell()));

async function keepShell(): Promise<void> {
  const cache = await caches.open(CACHE);
  const parts = assets.map((path) => new URL(path, PAGE).href);
  await cache.addAll([new Request(PAGE, { cache: 'no-cache' }), ...parts]);
}

worker.addEventListener('activate', (event) => event.waitUntil(begin()));

async function begin(): Promise<void> {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(older.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin) return;
  if (request.mode === 'navigate') {
    if (pathname === PAGE.pathname) event.respondWith(shell(request));
  } else if (pathname.startsWith(`${PAGE.pathname}assets/`)) {
    event.respondWith(asset(request));
  }
});

/** The server's page if it can be had, else the cached one. */
async function shell(request: Request): Promise<Response> {
  const kept = () => caches.match(PAGE, MATCHING);
  try {
    const response = await fetch(request);
    if (response.status < UNREACHABLE_FROM_STATUS) return response;
    return (await kept()) ?? response;
  } catch (problem) {
    const response = await kept();
    if (response === undefined) throw problem;
    return response;
  }
}

async function asset(request: Request): Promise<Response> {
  return (await caches.match(request, MATCHING)) ?? fetch(request);
}

worker.addEventListener('message', ({ data }: { data: TakeOver | null }) => {
  if (data?.kind === 'take-over') void worker.skipWaiting();
});

worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { conversation } = event.notification.data as NotificationData;
  event.waitUntil(open(conversation));
});

/** Opens the conversation in an open page, or else in a new one, which reads it from its address (notifications.ts). */
async function open(conversation: string): Promise<void> {
  const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const ours = pages.filter(({ url }) => new URL(url).pathname === PAGE.pathname);
  const page = ours.find(({ focused }) => focused) ?? ours[0];
  if (page === undefined) {
    const opening = new URL(`?open=${encodeURIComponent(conversation)}`, PAGE);
    await worker.clients.openWindow(opening);
    return;
  }
  page.postMessage({ kind: 'open-conversation', conversation } satisfies OpenConversation);
  await page.focus();
}
