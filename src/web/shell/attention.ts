/** The title, the icon and the app badge of the page, for a person who is looking elsewhere. */

import { serverName } from './server-facts.ts';

export interface Attention {
  readonly unread: number;
  /** Unread messages that mention the reader, or were sent to them alone. */
  readonly mentions: number;
  /** The title of the open conversation: `#lunch`, `bob`. */
  readonly title?: string | null;
}

/** Higher counts are shown as "99+". */
const COUNT_MAX = 99;

/** Files, because the page's policy allows no `data:` URLs. */
const ICONS = {
  quiet: './icon.svg',
  unread: './icon-unread.svg',
  mention: './icon-mention.svg',
} as const;

export function titleOf({ unread, title }: Attention): string {
  const count = unread > COUNT_MAX ? `${COUNT_MAX}+` : String(unread);
  const before = unread > 0 ? `(${count}) ` : '';
  const after = title ? ` — ${title}` : '';
  return `${before}${serverName}${after}`;
}

export function iconOf({ unread, mentions }: Attention): string {
  if (mentions > 0) return ICONS.mention;
  return unread > 0 ? ICONS.unread : ICONS.quiet;
}

let badge: number | null = null;

export function showAttention(attention: Attention): void {
  const title = titleOf(attention);
  if (document.title !== title) document.title = title;
  const icon = iconOf(attention);
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (link !== null && link.getAttribute('href') !== icon) link.setAttribute('href', icon);
  showBadge(attention.unread);
}

function showBadge(count: number): void {
  if (count === badge || !('setAppBadge' in navigator)) return;
  badge = count;
  const shown = count > 0 ? navigator.setAppBadge(count) : navigator.clearAppBadge();
  // Rejected if the page is not installed.
  shown.catch(() => undefined);
}
