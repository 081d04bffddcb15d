/** The bar of actions on the message that is pointed at or focused. */
import { Check, Link, Pencil, Pin, PinOff, Reply, SmilePlus, Trash2, Users } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { copyText } from '../shell/clipboard.ts';
import { messageLink } from '../shell/location.ts';
import type { Conversation } from '../state/conversation.ts';
import type { ChatMessage } from '../state/messages.ts';
import { mayModerate, mayPin } from '../state/room-rights.ts';
import { chatTexts as texts } from '../translations/chat-texts.ts';
import { t } from '../translations/texts.ts';
import { useAction } from './action.ts';
import { useChat, usePage } from './context.ts';
import { EmojiPicker } from './emoji-picker.tsx';
import { canRest, focusComposer, keepFocus } from './focus.ts';
import { Icon } from './icon.tsx';

interface ActionsProps {
  readonly conversation: Conversation;
  readonly message: ChatMessage;
}

/** Reactions offered without opening the picker. */
const QUICK = ['👍', '❤️', '😂'];

export function MessageActions({ conversation, message }: ActionsProps) {
  const chat = useChat();
  const { panels } = usePage();
  const { problem, run } = useAction();
  const [picks, setPicks] = useState(false);
  const [copied, setCopied] = useState<boolean | null>(null);
  const bar = useRef<HTMLDivElement>(null);
  // Below a message pressed by a finger, the bar may be out of sight.
  useEffect(() => {
    if (!canRest()) bar.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const id = message.id as number;
  const { own } = message;
  const me = chat.me.value;
  const isKept = id >= 0;
  const room = conversation.room.value;
  const react = (emoji: string) => run(() => chat.life.react(conversation, id, emoji));
  const remove = () =>
    panels.show({
      kind: 'confirm',
      question: {
        title: own ? t(texts.surelyTakeBack) : t(texts.surelyRemove, { name: message.from }),
        text: t(texts.takeBackText),
        does: t(own ? texts.takeBack : texts.remove),
        act: () => chat.life.remove(conversation, id),
      },
    });
  // A muted member may not reply, edit or react.
  const isMuted = room !== null && room.muted !== null;
  return (
    <div ref={bar} class="message-actions" role="toolbar" aria-label={t(texts.actionsFor)}>
      {(isMuted ? [] : QUICK).map((emoji) => (
        <button
          key={emoji}
          type="button"
          class="icon-button"
          aria-label={`${t(texts.react)} ${emoji}`}
          onMouseDown={keepFocus}
          onClick={() => react(emoji)}
        >
          {emoji}
        </button>
      ))}
      {!isMuted && (
        <>
          <Act
            does="react"
            label={t(texts.react)}
            drawing={SmilePlus}
            opens={picks}
            act={() => setPicks(!picks)}
          />
          <Act
            label={t(texts.reply)}
            drawing={Reply}
            act={() => {
              conversation.writing.value = { kind: 'reply', to: message };
              focusComposer();
            }}
          />
        </>
      )}
      {own && !isMuted && (
        <Act
          label={t(texts.edit)}
          drawing={Pencil}
          act={() => {
            chat.beginEdit(conversation, message);
            focusComposer();
          }}
        />
      )}
      {isKept && conversation.isRoom && mayPin(room, me) && (
        <Act
          label={t(message.pinned ? texts.unpin : texts.pin)}
          drawing={message.pinned ? PinOff : Pin}
          act={() => run(() => chat.deeds.pin(conversation.name, id, message.pinned))}
        />
      )}
      {isKept && me.registered && message.reactions.length > 0 && (
        <Act
          label={t(texts.whoReacted)}
          drawing={Users}
          act={() => panels.show({ kind: 'reactions', message })}
        />
      )}
      {isKept && (
        <Act
          label={t(copied === null ? texts.copyLink : copied ? texts.copied : texts.notCopied)}
          drawing={copied === true ? Check : Link}
          act={() => void copyText(messageLink(id)).then(setCopied)}
        />
      )}
      {(own || (conversation.isRoom && mayModerate(room, me))) && (
        <Act
          does="remove"
          label={t(own ? texts.takeBack : texts.remove)}
          drawing={Trash2}
          act={remove}
        />
      )}
      {problem !== null && (
        <span class="problem" role="alert">
          {problem}
        </span>
      )}
      {picks && (
        <EmojiPicker
          onChoose={(emoji) => {
            setPicks(false);
            void react(emoji);
          }}
          onClose={() => setPicks(false)}
        />
      )}
    </div>
  );
}

interface ActProps {
  readonly label: string;
  readonly drawing: Parameters<typeof Icon>[0]['drawing'];
  readonly act: () => void;
  /** The action's name, by which a shortcut finds the button. */
  readonly does?: string;
  /** Has the button opened a dialog beside it? Undefined if it never does. */
  readonly opens?: boolean;
}

function Act({ label, drawing, act, does, opens }: ActProps) {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      title={label}
      data-does={does}
      aria-haspopup={opens === undefined ? undefined : 'dialog'}
      aria-expanded={opens}
      onMouseDown={keepFocus}
      onClick={act}
    >
      <Icon drawing={drawing} size={18} />
    </button>
  );
}
