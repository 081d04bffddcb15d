/** Describes an event in a conversation in one line. */
import type { RoomEvent } from '../../client/events.ts';
import type { Noticed } from '../state/messages.ts';
import { byYouTexts, noticeTexts, toYouTexts } from '../translations/notice-texts.ts';
import { roomTexts } from '../translations/room-texts.ts';
import { type Text, t } from '../translations/texts.ts';
import { durationOf, momentOf } from './dates.ts';
import { flagTexts } from './flag-texts.ts';
import { isolated } from './isolation.ts';

type Wording = Exclude<keyof typeof noticeTexts, 'renamed' | 'roomRenamed'>;

/** `me` is the reader; `at` is the time of the event, in milliseconds since 1970. */
export function noticeText(event: Noticed, me: string, at: number): string {
  if (event.kind === 'renamed') {
    const { was, name, by } = event;
    return t(renamedText(by, me), {
      by: isolated(by ?? ''),
      was: isolated(was ?? ''),
      next: isolated(name),
    });
  }
  const { until, why, role, topic, seconds, flags, addedBy } = event;
  const line = t(textOf(event, me), {
    by: isolated(addedBy ?? event.by),
    name: isolated(addedBy === null ? (event.name ?? '') : event.by),
    role: role === null ? '' : t(roomTexts[role]),
    topic: isolated(topic ?? ''),
    seconds: durationOf(seconds ?? 0),
    flags: flagTexts(flags ?? {}).join(', '),
    until:
      until === null ? t(roomTexts.forGood) : t(roomTexts.until, { when: momentOf(until, at) }),
  });
  return why === null ? line : `${line}: ${isolated(why)}`;
}

function renamedText(by: string | null, me: string): Text {
  if (by === null) return noticeTexts.renamed;
  return by === me ? byYouTexts.roomRenamed : noticeTexts.roomRenamed;
}

function textOf(event: RoomEvent, me: string): Text {
  const wording = wordingOf(event);
  const toYou: Partial<Record<Wording, Text>> = toYouTexts;
  const byYou: Partial<Record<Wording, Text>> = byYouTexts;
  const [doer, whom] = event.addedBy === null ? [event.by, event.name] : [event.addedBy, event.by];
  const text = (whom === me && toYou[wording]) || (doer === me && byYou[wording]);
  return text || noticeTexts[wording];
}

function wordingOf({ what, by, name, topic, seconds, addedBy }: RoomEvent): Wording {
  if (addedBy !== null) return 'added';
  if (what === 'topic' && !topic) return 'noTopic';
  if (what === 'slow' && !seconds) return 'notSlow';
  if (what === 'role' && by === name) return 'heir';
  return what;
}
