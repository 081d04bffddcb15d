/** What a person sees of the page who looks elsewhere: its title, its icon, and the number on an installed page. */

export interface Attention {
  readonly unread: number;
  /** Those among the unread that name the reader, or were sent to nobody else. */
  readonly mentions: number;
  /** The conversation on the page, as that calls it: `#lunch`, `bob`. */
  readonly title?: string | null;
}

const NAME = 'Chinwag';

/** More than that is many. */
const COUNT_MAX = 99;

/** Files, as the page's policy has no `data:` URLs. */
const ICONS = {
  quiet: './icon.svg',
  unread: './icon-unread.svg',
  mention: './icon-mention.svg',
} as const;

export function titleOf({ unread, title }: Attention): string {
  const count = unread > COUNT_MAX ? `${COUNT_MAX}+` : String(unread);
  const before = unread > 0 ? `(${count}) ` : '';
  const after = title ? ` — ${title}` : '';
  return `${before}${NAME}${after}`;
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
  // Refused where the page is not installed.
  shown.catch(() => undefined);
}
