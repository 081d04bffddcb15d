/** A message: sender, text, time, quoted message, reactions and delivery state. */
import { Check, Clock, Pin, TriangleAlert } from 'lucide';
import { memo } from 'preact/compat';
import { useRef } from 'preact/hooks';
import { isUnseen } from '../../protocol/visible.ts';
import type { Conversation } from '../state/conversation.ts';
import type { ChatMessage } from '../state/messages.ts';
import { fullTimeOf, isoOf, timeOf } from '../text/dates.ts';
import { chatTexts as texts } from '../translations/chat-texts.ts';
import { commonTexts } from '../translations/common-texts.ts';
import { t } from '../translations/texts.ts';
import { useChat, usePage } from './context.ts';
import { canRest } from './focus.ts';
import { Icon } from './icon.tsx';
import { MessageActions } from './message-actions.tsx';
import { PersonName } from './person-name.tsx';
import { Reactions } from './reactions.tsx';
import { ReplyQuote } from './reply-quote.tsx';
import { Words } from './words.tsx';

interface MessageProps {
  readonly message: ChatMessage;
  readonly conversation: Conversation;
  /** Is it the first of a group, with the sender's name beside it? */
  readonly isFirst: boolean;
  /** Does it show its bar of actions? */
  readonly isActive: boolean;
  readonly isLast: boolean;
  readonly setActive: (key: string | null) => void;
}

export const MessageView = memo(function MessageView(props: MessageProps) {
  const { message, conversation, isFirst, isActive, isLast, setActive } = props;
  const chat = useChat();
  const { panels } = usePage();
  const { key, from, at, guest, own, deleted, reply } = message;
  const wasActive = useRef(false);
  const isPressed = useRef(false);
  const endPress = () => {
    isPressed.current = false;
  };
  const kind = `${isFirst ? 'is-first' : ''} ${own ? 'is-own' : ''} ${message.pinned ? 'is-pinned' : ''}`;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a touch does what the focus does for the keyboard
    <li
      class={`message ${kind}`}
      data-key={key}
      data-id={message.id ?? ''}
      tabIndex={isActive || isLast ? 0 : -1}
      // For a mouse only, since a finger presses without hovering, and only when it moves, not when the list moves
      // below it.
      onPointerMove={({ pointerType }) =>
        !isActive && pointerType === 'mouse' && canRest() && !isChoosing() && setActive(key)
      }
      onPointerDown={({ pointerType }) => {
        isPressed.current = true;
        wasActive.current = isActive && pointerType !== 'mouse';
      }}
      onPointerUp={endPress}
      onPointerLeave={endPress}
      // During a press nothing may change, so that the pressed element stays under the pointer.
      onFocusCapture={() => isPressed.current || setActive(key)}
      // A press on the bar may have started something else, such as a reply.
      onClick={({ target }) => {
        if (isInBar(target)) return;
        // A second touch hides the bar.
        setActive(wasActive.current && !isControl(target) ? null : key);
        wasActive.current = false;
      }}
    >
      <div class="message-from">
        {isFirst ? (
          <button
            type="button"
            class="quiet message-name"
            onClick={() => panels.show(personPanel(conversation, from))}
          >
            <PersonName name={from} />
            {guest && conversation.isRoom && <span class="guest">{t(commonTexts.guest)}</span>}
          </button>
        ) : (
          // For screen readers; others see the name above.
          <span class="hidden-label">
            <bdi>{from}</bdi>
          </span>
        )}
      </div>
      <div class="message-body">
        {reply !== null && <ReplyQuote conversation={conversation} id={reply} />}
        {deleted ? (
          <p class="tombstone soft">{t(texts.takenBack)}</p>
        ) : isUnseen(message.text) ? (
          <p class="tombstone soft">{t(texts.nothingSeen)}</p>
        ) : (
          <Words message={message} mine={chat.me.value.name} />
        )}
        {message.as === 'notice' && !deleted && (
          <span class="edited soft">({t(texts.notice)})</span>
        )}
        {message.edited !== null && !deleted && <Edited message={message} />}
        {message.reactions.length > 0 && (
          <Reactions conversation={conversation} message={message} />
        )}
        {(message.fate === 'failed' || message.fate === 'unsure') && (
          <Failed conversation={conversation} message={message} />
        )}
      </div>
      <div class="message-when">
        {message.pinned && (
          <span title={t(texts.pinned)}>
            <Icon drawing={Pin} size={14} />
            <span class="hidden-label">{t(texts.pinned)}</span>
          </span>
        )}
        <FateMark message={message} />
        <time dateTime={isoOf(at)} title={fullTimeOf(at)}>
          {timeOf(at)}
        </time>
      </div>
      {isActive && message.id !== null && !deleted && (
        <MessageActions conversation={conversation} message={message} />
      )}
    </li>
  );
});

function isInBar(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('.message-actions') !== null;
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a') !== null;
}

/** Is an emoji being chosen for a message? Then the pointer only crosses other messages. */
export function isChoosing(): boolean {
  return document.querySelector('.message-actions [aria-expanded="true"]') !== null;
}

function personPanel({ isRoom, name }: Conversation, person: string) {
  return { kind: 'person', name: person, ...(isRoom ? { room: name } : {}) } as const;
}

function Edited({ message }: { message: ChatMessage }) {
  const { panels } = usePage();
  const { registered } = useChat().me.value;
  const when = fullTimeOf(message.edited ?? 0);
  if (!registered || message.id === null || message.id < 0) {
    return <span class="edited soft">({t(texts.edited)})</span>;
  }
  return (
    <button
      type="button"
      class="quiet edited"
      title={t(texts.editedAt, { when })}
      onClick={() => panels.show({ kind: 'edits', message })}
    >
      ({t(texts.edited)})
    </button>
  );
}

const MARKS = { waiting: Clock, sending: Clock, stored: Check, failed: TriangleAlert } as const;

/** The delivery state of one's own message. */
function FateMark({ message }: { message: ChatMessage }) {
  const isLost = useChat().line.value.kind !== 'online';
  const fate = isLost && message.fate === 'sending' ? 'waiting' : message.fate;
  if (fate === null || fate === 'delivered') return null;
  const drawing = MARKS[fate === 'unsure' ? 'failed' : fate];
  return (
    <span class={`fate fate-${fate}`} title={t(texts[fate])}>
      <Icon drawing={drawing} size={14} />
      <span class="hidden-label">{t(texts[fate])}</span>
    </span>
  );
}

interface FailedProps {
  readonly conversation: Conversation;
  readonly message: ChatMessage;
}

function Failed({ conversation, message }: FailedProps) {
  const { outbox } = useChat();
  const { key, fate, why } = message;
  return (
    <div class="problem failed" role="alert">
      <span>
        {t(fate === 'failed' ? texts.failed : texts.unsure)} {why}
      </span>
      <button type="button" onClick={() => outbox.retry(conversation, key)}>
        {t(texts.retry)}
      </button>
      <button type="button" onClick={() => outbox.discard(conversation, key)}>
        {t(texts.discard)}
      </button>
    </div>
  );
}
