/** The notice why one may not write here now, with a countdown, and the announcement of its end. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Conversation } from '../state/conversation.ts';
import { endMute, type Silence, silenceOf, spokenIn } from '../state/silence.ts';
import { durationOf, isNever, momentOf, waitOf } from '../text/dates.ts';
import { chatTexts as texts } from '../translations/chat-texts.ts';
import { t } from '../translations/texts.ts';
import { useChat } from './context.ts';
import '../styles/silence.css';

const SECOND_MS = 1000;
/** The longest timer: a distant end is checked once in this time, as timers are limited to some weeks. */
const LOOK_MS_MAX = 60_000;

/** Why one may not write in `conversation` now, kept up to date; null if one may. */
export function useSilence(conversation: Conversation): Silence | null {
  const chat = useChat();
  const [, look] = useState(0);
  const silence = silenceOf(spokenIn(conversation), chat.me.value, chat.now());
  useEffect(() => {
    if (silence === null) return endMute(conversation, chat.now());
    const left = silence.until - chat.now();
    const step = silence.kind === 'slow' ? SECOND_MS : LOOK_MS_MAX;
    // A whole number of steps before the end, so that the countdown is even.
    const rest = left % step || step;
    return chat.after(Math.min(left, rest), () => look((count) => count + 1));
  });
  return silence;
}

interface SilenceProps {
  readonly id: string;
  readonly conversation: Conversation;
  readonly silence: Silence | null;
  /** Does the silence apply to the text being written? */
  readonly holds: boolean;
  /** Has the person tried to send anyway? */
  readonly tried: boolean;
}

export function SilenceNote({ id, conversation, silence, holds, tried }: SilenceProps) {
  const was = useRef<Silence | null>(null);
  const [over, setOver] = useState<Silence['kind'] | null>(null);
  useEffect(() => {
    const before = was.current;
    was.current = silence;
    if (silence !== null) setOver(null);
    else if (before !== null) setOver(before.kind);
  }, [silence === null]);
  // After a message was sent, its writer knows.
  useEffect(() => setOver(null), [conversation.spokeAt.value]);
  const isNone = silence === null ? over === null : !holds;
  return (
    <div id={id} class={`silence ${isNone ? 'is-none' : ''}`}>
      <p role="status">
        {silence !== null && holds && <SilenceWords silence={silence} tried={tried} />}
        {silence === null && over !== null && t(texts.speakAgain)}
      </p>
    </div>
  );
}

function SilenceWords({ silence, tried }: Pick<SilenceProps, 'tried'> & { silence: Silence }) {
  const now = useChat().now();
  return (
    <>
      {tried && <strong>{t(texts.notSentYet)} </strong>}
      {wordsOf(silence, now)}
      {silence.kind === 'slow' && (
        // The countdown is not announced every second.
        <span aria-live="off">
          {' '}
          {t(texts.slowNext, { wait: waitOf((silence.until - now) / SECOND_MS) })}
        </span>
      )}
    </>
  );
}

function wordsOf(silence: Silence, now: number): string {
  if (silence.kind === 'slow') return t(texts.slowNow, { pause: durationOf(silence.seconds) });
  if (silence.kind === 'moderated') return t(texts.onlyListen);
  if (isNever(silence.until)) return t(texts.mutedForGood);
  return t(texts.mutedUntil, { when: momentOf(silence.until, now) });
}
