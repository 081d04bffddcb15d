/** What happens in a room, in a line. */
import type { RoomNews } from '../../client/browser.ts';
import { byYouTexts, noticeTexts, toYouTexts } from '../translations/notice-texts.ts';
import { roomTexts } from '../translations/room-texts.ts';
import { type Text, t } from '../translations/texts.ts';
import { durationOf, momentOf } from './dates.ts';
import { isolated } from './isolation.ts';

type Wording = keyof typeof noticeTexts;

/** `me` is whoever reads it; `at` is when it happened, in milliseconds since 1970. */
export function noticeText(news: RoomNews, me: string, at: number): string {
  const { until, why, role, topic, seconds, addedBy } = news;
  const line = t(textOf(news, me), {
    by: isolated(addedBy ?? news.by),
    name: isolated(addedBy === null ? (news.name ?? '') : news.by),
    role: role === null ? '' : t(roomTexts[role]),
    topic: isolated(topic ?? ''),
    seconds: durationOf(seconds ?? 0),
    until:
      until === null ? t(roomTexts.forGood) : t(roomTexts.until, { when: momentOf(until, at) }),
  });
  return why === null ? line : `${line}: ${isolated(why)}`;
}

function textOf(news: RoomNews, me: string): Text {
  const wording = wordingOf(news);
  const toYou: Partial<Record<Wording, Text>> = toYouTexts;
  const byYou: Partial<Record<Wording, Text>> = byYouTexts;
  const [doer, whom] = news.addedBy === null ? [news.by, news.name] : [news.addedBy, news.by];
  const text = (whom === me && toYou[wording]) || (doer === me && byYou[wording]);
  return text || noticeTexts[wording];
}

function wordingOf({ what, by, name, topic, seconds, addedBy }: RoomNews): Wording {
  if (addedBy !== null) return 'added';
  if (what === 'topic' && !topic) return 'noTopic';
  if (what === 'slow' && !seconds) return 'notSlow';
  if (what === 'role' && by === name) return 'heir';
  return what;
}
