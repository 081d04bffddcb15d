/** The results of a search, newest first, with more loaded on scrolling. */
import { memo } from 'preact/compat';
import type { PastMessage } from '../../../client/browser.ts';
import { isRoomName } from '../../../protocol/names.ts';
import type { Search } from '../../state/search.ts';
import { dayOf, fullTimeOf, isoOf, timeOf } from '../../text/dates.ts';
import { plainReading } from '../../text/plain-reading.ts';
import { snippetOf } from '../../text/snippet.ts';
import { findTexts as texts } from '../../translations/find-texts.ts';
import { t } from '../../translations/texts.ts';
import { useAction } from '../action.ts';
import { useChat, usePage } from '../context.ts';
import { LoadMore } from '../load-more.tsx';
import { PersonName } from '../person-name.tsx';
import { RoomName } from '../room-name.tsx';

interface FindingsProps {
  readonly search: Search;
  /** Moves the focus to the search field, from the first result by arrow key. */
  readonly toField: () => void;
}

const MOVES: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };

export function Findings({ search, toField }: FindingsProps) {
  const chat = useChat();
  const { panels } = usePage();
  const { busy, problem, run } = useAction();
  const findings = search.findings.value;
  // Closes the dialog, because nothing behind it can have the focus.
  const jump = (id: number) => chat.history.jump(id, () => panels.close());
  const onKeyDown = (event: KeyboardEvent) => {
    const { target, currentTarget, key } = event;
    const move = MOVES[key];
    if (move === undefined || !(currentTarget instanceof HTMLElement)) return;
    const all = [...currentTarget.querySelectorAll<HTMLElement>('button')];
    const next = all[all.indexOf(target as HTMLElement) + move];
    event.preventDefault();
    if (next === undefined && move < 0) toField();
    next?.focus();
  };
  return (
    <div class="findings">
      <p class="soft" role="status">
        {statusOf(search)}
      </p>
      {problem !== null && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {findings !== null && findings.messages.length > 0 && (
        <ol aria-label={t(texts.results)} onKeyDown={onKeyDown}>
          {findings.messages.map((message) => (
            <li key={message.id}>
              <button
                type="button"
                class="row finding"
                disabled={busy}
                onClick={() => run(() => jump(message.id))}
              >
                <Finding
                  message={message}
                  phrases={findings.phrases}
                  me={chat.me.value.name}
                  now={chat.now()}
                />
              </button>
            </li>
          ))}
        </ol>
      )}
      {findings?.more && (
        <LoadMore
          label={t(search.busy.value ? texts.looking : texts.older)}
          busy={search.busy.value}
          failed={search.problem.value !== null}
          shown={findings}
          onMore={() => void search.older()}
        />
      )}
    </div>
  );
}

function statusOf(search: Search): string {
  const findings = search.findings.value;
  if (findings === null) return search.busy.value ? t(texts.looking) : '';
  const { length: count } = findings.messages;
  if (count === 0) return t(texts.nothing);
  return t(findings.more ? texts.foundMore : texts.found, { count });
}

interface FindingProps {
  readonly message: PastMessage;
  readonly phrases: readonly string[];
  readonly me: string;
  readonly now: number;
}

const Finding = memo(
  function Finding({ message, phrases, me, now }: FindingProps) {
    const { at, from, to, as, text } = message;
    const isRoom = to !== null && isRoomName(to);
    return (
      <>
        <span class="finding-head">
          <PersonName name={from} />
          {to !== null && (isRoom || from === me) && (
            <span class="soft">
              {t(isRoom ? texts.inRoom : texts.withPerson)}{' '}
              {isRoom ? <RoomName name={to} /> : <PersonName name={to} />}
            </span>
          )}
          <time class="soft" dateTime={isoOf(at)} title={fullTimeOf(at)}>
            {dayOf(at, now)}, {timeOf(at)}
          </time>
        </span>
        <span class="finding-text" dir="auto">
          {as === 'action' && <span aria-hidden="true">* {from} </span>}
          {snippetOf(plainReading(text), phrases).map((part) =>
            part.isMarked ? <mark>{part.text}</mark> : part.text,
          )}
        </span>
      </>
    );
  },
  // Ignores the time, which goes on while results are read.
  (one, other) => one.message === other.message && one.phrases === other.phrases,
);
