/** Facts about a member of a room, in words. */
import type { RoomMember } from '../../client/browser.ts';
import { commonTexts } from '../translations/common-texts.ts';
import { roomTexts } from '../translations/room-texts.ts';
import { t } from '../translations/texts.ts';
import { fullTimeOf, isNever } from './dates.ts';

export function memberFacts({
  role,
  voice,
  guest,
  muted,
  state,
}: Omit<RoomMember, 'name'>): string[] {
  return [
    ...(role === 'member' ? [] : [t(roomTexts[role])]),
    ...(voice ? [t(roomTexts.voice)] : []),
    ...(guest ? [t(commonTexts.guest)] : []),
    ...(muted === null ? [] : [muteText(muted)]),
    t(commonTexts[state]),
  ];
}

function muteText(until: number): string {
  if (isNever(until)) return t(roomTexts.mutedForGood);
  return t(roomTexts.mutedUntil, { when: fullTimeOf(until) });
}

/** Describes a ban until then; null for a permanent one. */
export function banText(until: number | null): string {
  if (until === null || isNever(until)) return t(roomTexts.bannedForGood);
  return t(roomTexts.bannedUntil, { when: fullTimeOf(until) });
}
