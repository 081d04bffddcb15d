/** What is to be said of a member of a room, besides the name. */
import type { RoomMember } from '../../client/browser.ts';
import { commonTexts } from '../texts/common-texts.ts';
import { roomTexts } from '../texts/room-texts.ts';
import { t } from '../texts/texts.ts';
import { fullTimeOf } from './dates.ts';

/** The last moment that a date of the language can say: a mute for good ends after it. */
const DATE_MS_MAX = 8.64e15;

export function memberFacts({ role, guest, muted, state }: Omit<RoomMember, 'name'>): string[] {
  return [
    ...(role === 'member' ? [] : [t(roomTexts[role])]),
    ...(guest ? [t(commonTexts.guest)] : []),
    ...(muted === null ? [] : [muteText(muted)]),
    t(commonTexts[state]),
  ];
}

function muteText(until: number): string {
  if (until > DATE_MS_MAX) return t(roomTexts.mutedForGood);
  return t(roomTexts.mutedUntil, { when: fullTimeOf(until) });
}
