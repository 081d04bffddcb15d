/** Describes an entry of the audit log in one line. */
import type { AuditEntry } from '../../client/browser.ts';
import { auditTexts as texts } from '../translations/audit-texts.ts';
import { roomTexts } from '../translations/room-texts.ts';
import { type Text, t } from '../translations/texts.ts';

/** Wordings by command. */
const WORDINGS: ReadonlyMap<string, Text> = new Map([
  ['kick', texts.kick],
  ['ban', texts.ban],
  ['unban', texts.unban],
  ['mute', texts.mute],
  ['unmute', texts.unmute],
  ['role', texts.role],
  ['remove-room', texts.removeRoom],
  ['rename-room', texts.renameRoom],
  ['delete', texts.delete],
  ['pin', texts.pin],
  ['unpin', texts.unpin],
  ['slow', texts.slow],
  ['set-room', texts.setRoom],
  ['voice', texts.voice],
]);

const ROLES: ReadonlyMap<string, Text> = new Map([
  ['member', roomTexts.member],
  ['moderator', roomTexts.moderator],
  ['owner', roomTexts.owner],
]);

/** Actions on a message, whose detail is its id; the detail of an action on a person is the reason and duration. */
const OF_MESSAGES = ['delete', 'pin', 'unpin'];
const OF_PEOPLE = ['kick', 'ban', 'mute'];

/** A newer server may have actions that this page does not know: those are shown as they are. */
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

/** A deleted account has only a number. */
function gone(account: number | null): string {
  return account === null ? t(texts.gone) : t(texts.goneAccount, { number: String(account) });
}

/** The id of the message that the action was about; null if none. */
export function auditedMessage({ what, detail }: AuditEntry): number | null {
  return OF_MESSAGES.includes(what) && /^\d+$/.test(detail ?? '') ? Number(detail) : null;
}

/** The reason and duration, in the words of the person who acted. */
export function auditReason({ what, detail }: AuditEntry): string | null {
  return OF_PEOPLE.includes(what) || !WORDINGS.has(what) ? detail : null;
}
