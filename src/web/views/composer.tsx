/** The composer: a growing text field, the message being answered or edited, completion, emoji. */
import { SendHorizontal, Smile, X } from 'lucide';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { TEXT_CODE_POINTS_MAX } from '../../protocol/limits.ts';
import { isUnseen } from '../../protocol/visible.ts';
import { isComposing } from '../shell/keys.ts';
import { begunOn, type Conversation, PLAIN } from '../state/conversation.ts';
import { chatTexts as texts } from '../translations/chat-texts.ts';
import { emojiTexts } from '../translations/emoji-texts.ts';
import { t } from '../translations/texts.ts';
import { useAction } from './action.ts';
import { BlockedNote } from './blocked-note.tsx';
import { ChooseEmoji } from './choose-emoji.ts';
import { CompletionList } from './completion-list.tsx';
import { useChat, usePage } from './context.ts';
import { COMPOSER_ID, focusComposer, keepFocus, typesOnScreen } from './focus.ts';
import { useGrowing } from './growing-field.ts';
import { Icon } from './icon.tsx';
import { insertInto } from './insertion.ts';
import { MarkupLine } from './markup.tsx';
import { SilenceNote, useSilence } from './silence.tsx';
import { useCompletion } from './use-completion.ts';
import '../styles/composer.css';

interface ComposerProps {
  readonly conversation: Conversation;
}

export function Composer({ conversation }: ComposerProps) {
  const chat = useChat();
  const { preferences } = usePage();
  const { problem, run } = useAction();
  const field = useRef<HTMLTextAreaElement>(null);
  const [picks, setPicks] = useState(false);
  const list = useId();
  const writing = conversation.writing.value;
  const begun = begunOn(writing);
  const text = useText(conversation);
  const completion = useCompletion(field);
  const { name } = conversation;
  const over = excess(text.value);
  const isEmpty = text.value.trim() === '';
  /** The text that the person tried to send in vain. */
  const [tried, setTried] = useState<string | null>(null);
  const silence = useSilence(conversation);
  // Editing is allowed in slow mode, since the message was sent before.
  const isSilent = silence !== null && (silence.kind !== 'slow' || writing.kind !== 'edit');
  const note = useId();

  useGrowing(field, text.value);
  useLayoutEffect(() => completion.lookAgain(), [text.value]);
  // Focuses the field when the conversation or the purpose of writing changes.
  useEffect(() => {
    // Not if the reader came for a message, which has the focus.
    if (writing === PLAIN && document.activeElement?.matches('.is-target')) return;
    // An on-screen keyboard would hide the messages.
    if (writing !== PLAIN || !typesOnScreen()) field.current?.focus();
  }, [conversation, begun]);

  /** Asks the server whether a mute still holds: this clock may be wrong, or its end was not reported. */
  const stillSilent = () => {
    if (silence?.kind === 'muted') void chat.directory.describe(conversation);
  };

  const submit = () => {
    if (isEmpty || over > 0) return;
    setTried(text.value);
    if (isSilent) return stillSilent();
    if (isUnseen(text.value)) return;
    void run(() => chat.submit(conversation, text.value));
    // After the send button, writing goes on; an on-screen keyboard stays as it was.
    if (!typesOnScreen()) focusComposer();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || completion.onKeyDown(event)) return;
    const { altKey, ctrlKey, metaKey, shiftKey } = event;
    const isSend = ctrlKey || metaKey || preferences.enterSends.value;
    if (event.key === 'Enter' && !shiftKey && isSend) {
      event.preventDefault();
      submit();
    } else if (altKey || ctrlKey || metaKey || shiftKey) {
      // With a modifier, the key belongs to the page or the browser.
    } else if (event.key === 'Escape' && writing !== PLAIN) {
      event.preventDefault();
      conversation.writing.value = PLAIN;
    } else if (event.key === 'ArrowUp' && text.value === '' && writing === PLAIN) {
      const { items } = conversation.window.value;
      const last = items.findLast(
        (one) => one.kind === 'message' && one.own && one.id !== null && !one.deleted,
      );
      if (last?.kind !== 'message') return;
      event.preventDefault();
      chat.beginEdit(conversation, last);
    }
  };

  return (
    <div class="composer">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <WritingAs conversation={conversation} />
        {problem !== null && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        {tried === text.value && isUnseen(tried) && !isEmpty && (
          <p class="problem" role="alert">
            {t(texts.unseen)}
          </p>
        )}
        {conversation.isRoom ? (
          <SilenceNote
            id={note}
            conversation={conversation}
            silence={silence}
            holds={isSilent}
            tried={tried !== null && tried === text.value}
          />
        ) : (
          <BlockedNote name={name} />
        )}
        {over > 0 && (
          <p class="problem" role="alert">
            {t(texts.tooLong, { count: over })}
          </p>
        )}
        <div class="composer-row">
          <textarea
            ref={field}
            id={COMPOSER_ID}
            aria-label={t(texts.write, { name })}
            placeholder={t(texts.write, { name })}
            rows={1}
            dir="auto"
            enterkeyhint={preferences.enterSends.value ? 'send' : 'enter'}
            value={text.value}
            aria-describedby={isSilent ? note : undefined}
            aria-autocomplete="list"
            aria-controls={completion.items.length > 0 ? list : undefined}
            aria-activedescendant={
              completion.items.length > 0 ? `${list}-${completion.active}` : undefined
            }
            onInput={(event) => {
              text.set(event.currentTarget.value);
              completion.look();
              const isTold = preferences.tellsTyping.value && !isSilent;
              if (isTold && event.currentTarget.value !== '') chat.typing.tell(conversation);
            }}
            onKeyDown={onKeyDown}
            onSelect={completion.look}
            onBlur={completion.close}
          />
          <button
            type="button"
            class="icon-button"
            aria-label={t(texts.emoji)}
            title={t(texts.emoji)}
            aria-haspopup="dialog"
            aria-expanded={picks}
            onMouseDown={keepFocus}
            onClick={() => setPicks(!picks)}
          >
            <Icon drawing={Smile} />
          </button>
          <button
            type="submit"
            class="icon-button composer-send"
            aria-label={t(texts.send)}
            title={t(texts.send)}
            disabled={isEmpty || over > 0 || isSilent}
            onMouseDown={keepFocus}
          >
            <Icon drawing={SendHorizontal} />
          </button>
        </div>
        {completion.items.length > 0 && (
          <CompletionList
            id={list}
            label={t(emojiTexts.suggestions)}
            items={completion.items}
            active={completion.active}
            onChoose={completion.choose}
          />
        )}
      </form>
      {picks && (
        <ChooseEmoji
          onChoose={(emoji) => {
            setPicks(false);
            if (field.current !== null) insertInto(field.current, emoji);
          }}
          onClose={() => setPicks(false)}
        />
      )}
    </div>
  );
}

/** The text in the field: the draft or, while editing, the edited text, which leaves the draft as it was. */
function useText(conversation: Conversation) {
  const chat = useChat();
  const writing = conversation.writing.value;
  if (writing.kind === 'edit') {
    const set = (text: string) => {
      conversation.writing.value = { ...writing, text };
    };
    return { value: writing.text, set };
  }
  const set = (text: string) => chat.saveDraft(conversation, text);
  return { value: conversation.draft.value, set };
}

function excess(text: string): number {
  // The text has at most as many code points as UTF-16 units.
  if (text.length <= TEXT_CODE_POINTS_MAX) return 0;
  return Math.max(0, [...text].length - TEXT_CODE_POINTS_MAX);
}

function WritingAs({ conversation }: ComposerProps) {
  const writing = conversation.writing.value;
  if (writing.kind === 'message') return null;
  return (
    <div class="writing-as">
      {writing.kind === 'edit' ? (
        <strong>{t(texts.editing)}</strong>
      ) : (
        <>
          <strong>{t(texts.replyingTo, { name: writing.to.from })}</strong>
          <MarkupLine text={writing.to.text} />
        </>
      )}
      <button
        type="button"
        class="icon-button"
        aria-label={t(texts.stop)}
        title={t(texts.stop)}
        onMouseDown={keepFocus}
        onClick={() => {
          conversation.writing.value = PLAIN;
        }}
      >
        <Icon drawing={X} size={18} />
      </button>
    </div>
  );
}
