/** The bar of actions on the message that is pointed at or focused. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { messageActList } from '../message-act-list.ts';
import type { Conversation } from '../state/conversation.ts';
import type { ChatMessage } from '../state/messages.ts';
import { chatTexts as texts } from '../translations/chat-texts.ts';
import { t } from '../translations/texts.ts';
import { useAction } from './action.ts';
import { useChat, usePage } from './context.ts';
import { canRest, keepFocus } from './focus.ts';
import { Icon } from './icon.tsx';
import type { Acted, Bar, Look, MessageAct } from './message-act.ts';

interface ActionsProps {
  readonly conversation: Conversation;
  readonly message: ChatMessage;
}

const ACTS: readonly MessageAct[] = messageActList.toSorted(
  (one, other) => one.place - other.place,
);

/** What the acts told the bar, by their names. */
type Done = Readonly<Record<string, boolean>>;

export function MessageActions({ conversation, message }: ActionsProps) {
  const chat = useChat();
  const { panels } = usePage();
  const { problem, run } = useAction();
  const [opened, setOpened] = useState<string | null>(null);
  const [done, setDone] = useState<Done>({});
  const element = useRef<HTMLDivElement>(null);
  // Below a message pressed by a finger, the bar may be out of sight.
  useEffect(() => {
    if (!canRest()) element.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const acted: Acted = { chat, panels, conversation, message, id: message.id as number };
  const barOf = ({ name }: MessageAct): Bar => ({
    run: (act) => void run(act),
    done: (isDone) => setDone((before) => ({ ...before, [name]: isDone })),
  });
  const act = ACTS.find(({ name }) => name === opened);
  const Beside = act?.opens;
  return (
    <div ref={element} class="message-actions" role="toolbar" aria-label={t(texts.actionsFor)}>
      {ACTS.filter(({ isOffered }) => isOffered(acted)).map((one) => (
        <Act
          key={one.name}
          name={one.name}
          look={one.look(acted, done[one.name] ?? null)}
          {...(one.opens && { isOpen: opened === one.name })}
          onClick={() => {
            if (one.opens) setOpened(opened === one.name ? null : one.name);
            else one.act?.(acted, barOf(one));
          }}
        />
      ))}
      {problem !== null && (
        <span class="problem" role="alert">
          {problem}
        </span>
      )}
      {act && Beside && <Beside acted={acted} bar={barOf(act)} close={() => setOpened(null)} />}
    </div>
  );
}

interface ActProps {
  /** By which its key finds the button. */
  readonly name: string;
  readonly look: Look;
  readonly onClick: () => void;
  /** Has the button opened a dialog beside it? Undefined if it never does. */
  readonly isOpen?: boolean;
}

function Act({ name, look: { label, drawing }, onClick, isOpen }: ActProps) {
  const isEmoji = typeof drawing === 'string';
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      title={isEmoji ? undefined : label}
      data-does={name}
      aria-haspopup={isOpen === undefined ? undefined : 'dialog'}
      aria-expanded={isOpen}
      onMouseDown={keepFocus}
      onClick={onClick}
    >
      {isEmoji ? drawing : <Icon drawing={drawing} size={18} />}
    </button>
  );
}
