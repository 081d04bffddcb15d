/** What a moderator or an operator did, in a line. */
import type { AuditEntry } from '../../client/browser.ts';
import { auditTexts as texts } from '../translations/audit-texts.ts';
import { roomTexts } from '../translations/room-texts.ts';
import { type Text, t } from '../translations/texts.ts';

/** By command. */
const WORDINGS: ReadonlyMap<string, Text> = new Map([
  ['kick', texts.kick],
  ['ban', texts.ban],
  ['unban', texts.unban],
  ['mute', texts.mute],
  ['unmute', texts.unmute],
  ['role', texts.role],
  ['remove-room', texts.removeRoom],
  ['delete', texts.delete],
  ['pin', texts.pin],
  ['unpin', texts.unpin],
  ['slow', texts.slow],
]);

const ROLES: ReadonlyMap<string, Text> = new Map([
  ['member', roomTexts.member],
  ['moderator', roomTexts.moderator],
  ['owner', roomTexts.owner],
]);

/** What is done with one message says which in its detail, what is done with people why and for how long. */
const OF_MESSAGES = ['delete', 'pin', 'unpin'];
const OF_PEOPLE = ['kick', 'ban', 'mute'];

/** A later server may have acts that this page does not know. */
export function auditText(entry: AuditEntry): string {
  const { by, byAccount, what, whom, whomAccount, detail } = entry;
  const role = ROLES.get(detail ?? '');
  return t(WORDINGS.get(what) ?? texts.other, {
    by: by || gone(byAccount),
    what,
    name: whom ?? (whomAccount === null ? '' : gone(whomAccount)),
    role: role === undefined ? (detail ?? '') : t(role),
    detail: detail ?? '',
  }).trim();
}

/** Somebody who is gone has a number. */
function gone(account: number | null): string {
  return account === null ? t(texts.gone) : t(texts.goneAccount, { number: String(account) });
}

/** The message that it was done with. */
export function auditedMessage({ what, detail }: AuditEntry): number | null {
  return OF_MESSAGES.includes(what) && /^\d+$/.test(detail ?? '') ? Number(detail) : null;
}

/** Why, and for how long, in the words of whoever did it. */
export function auditReason({ what, detail }: AuditEntry): string | null {
  return OF_PEOPLE.includes(what) || !WORDINGS.has(what) ? detail : null;
}
