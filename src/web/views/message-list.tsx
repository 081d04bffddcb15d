/** The list of loaded messages, oldest first, with buttons to load more on both sides. */
import { ArrowDown, ArrowUp } from 'lucide';
import { Fragment } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Conversation } from '../state/conversation.ts';
import type { Item } from '../state/messages.ts';
import { oldestKept } from '../state/window.ts';
import { dayOf } from '../text/dates.ts';
import { noticeText } from '../text/notice-text.ts';
import { chatTexts as texts } from '../translations/chat-texts.ts';
import { t } from '../translations/texts.ts';
import { useChat } from './context.ts';
import { lead } from './focus.ts';
import { Icon } from './icon.tsx';
import { useMessageKeys } from './message-keys.ts';
import { isChoosing, MessageView } from './message-view.tsx';
import { NEW_LINE, useScrolling } from './scrolling.ts';
import '../styles/messages.css';

/** Messages of one person within this time are grouped under one name. In milliseconds. */
const TOGETHER_MS = 5 * 60_000;

export function MessageList({ conversation }: { conversation: Conversation }) {
  const chat = useChat();
  const list = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<string | null>(null);
  const { onScroll, isNewAbove } = useScrolling(list, chat, conversation);
  const onKeyDown = useMessageKeys(conversation);
  const { items } = conversation.window.value;
  const label = t(conversation.isRoom ? texts.messagesIn : texts.messagesWith, {
    name: conversation.name,
  });
  const readBefore = conversation.readBefore.value;
  const firstNew = readBefore === null ? -1 : items.findIndex((one) => isNew(one, readBefore));
  const now = chat.now();
  return (
    <div class="messages-place">
      {isNewAbove && <ToFirstNew conversation={conversation} />}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys move the focus between the messages inside */}
      <div class="messages" ref={list} onScroll={onScroll} onKeyDown={onKeyDown}>
        <div class="messages-content">
          <Start conversation={conversation} />
          <ol
            aria-label={label}
            onPointerLeave={({ pointerType }) =>
              pointerType === 'mouse' && !isChoosing() && setActive(null)
            }
            onFocusOut={({ currentTarget, relatedTarget }) => {
              // The focus comes back from a dialog that a message opened.
              if (!(relatedTarget instanceof Element) || relatedTarget.closest('dialog')) return;
              if (!currentTarget.contains(relatedTarget)) setActive(null);
            }}
          >
            {items.map((item, at) => {
              const before = items[at - 1];
              const isDay = before === undefined || dayKey(before.at) !== dayKey(item.at);
              return (
                <Fragment key={item.key}>
                  {isDay && (
                    <li class="day">
                      <span>{dayOf(item.at, now)}</span>
                    </li>
                  )}
                  {at === firstNew && (
                    <li class="new-line">
                      <span>{t(texts.newMessages)}</span>
                    </li>
                  )}
                  {item.kind === 'notice' ? (
                    <li class="notice" data-key={item.key}>
                      <bdi>{noticeText(item.event, chat.me.value.name, item.at)}</bdi>
                    </li>
                  ) : (
                    <MessageView
                      message={item}
                      conversation={conversation}
                      isFirst={isDay || at === firstNew || !isTogether(before, item)}
                      isActive={active === item.key}
                      isLast={at === items.length - 1}
                      setActive={setActive}
                    />
                  )}
                </Fragment>
              );
            })}
          </ol>
          <End conversation={conversation} />
        </div>
      </div>
      <ToNewest conversation={conversation} />
    </div>
  );
}

function isNew(item: Item, readBefore: number): boolean {
  if (item.kind !== 'message' || item.own || item.id === null) return false;
  return item.id > readBefore;
}

function dayKey(at: number): string {
  return new Date(at).toDateString();
}

function isTogether(before: Item | undefined, item: Item): boolean {
  if (before?.kind !== 'message' || item.kind !== 'message') return false;
  return (
    before.from === item.from &&
    item.reply === null &&
    item.at - before.at < TOGETHER_MS &&
    item.at >= before.at
  );
}

function Start({ conversation }: { conversation: Conversation }) {
  const chat = useChat();
  const { earlier, items } = conversation.window.value;
  const loading = conversation.loading.value;
  const problem = conversation.problem.value;
  if (problem !== null) {
    const again = () =>
      conversation.isOpen.value
        ? chat.history.earlier(conversation)
        : chat.history.open(conversation);
    return (
      <p class="messages-edge">
        <span class="problem" role="alert">
          {problem}
        </span>{' '}
        <button type="button" onClick={again}>
          {t(texts.earlier)}
        </button>
      </p>
    );
  }
  if (loading === 'first' || loading === 'earlier') {
    return <p class="messages-edge soft">{t(texts.loading)}</p>;
  }
  if (!conversation.isOpen.value && conversation.left.value) return null;
  if (earlier) {
    return (
      <p class="messages-edge">
        <button type="button" class="quiet" onClick={() => chat.history.earlier(conversation)}>
          {t(texts.earlier)}
        </button>
      </p>
    );
  }
  const room = conversation.room.value;
  // The room's description is still being loaded.
  if (conversation.isRoom && room === null && !conversation.left.value) return null;
  const isGuest = !chat.me.value.registered;
  if (room?.kept && isGuest) return <p class="messages-edge soft">{t(texts.keptForOthers)}</p>;
  const isKept = conversation.kept.value !== false && room?.kept !== false;
  return (
    <p class="messages-edge soft">
      {isKept ? t(items.length === 0 ? texts.nothingYet : texts.beginning) : t(texts.notKept)}
    </p>
  );
}

function End({ conversation }: { conversation: Conversation }) {
  const chat = useChat();
  if (!conversation.window.value.later) return null;
  if (conversation.loading.value === 'later') {
    return <p class="messages-edge soft">{t(texts.loading)}</p>;
  }
  return (
    <p class="messages-edge">
      <button type="button" class="quiet" onClick={() => chat.history.later(conversation)}>
        {t(texts.later)}
      </button>
    </p>
  );
}

/** The button that jumps to where reading stopped. */
function ToFirstNew({ conversation }: { conversation: Conversation }) {
  const chat = useChat();
  const unread = conversation.unreadBefore.value;
  if (unread === 0) return null;
  const go = async (event: MouseEvent) => {
    const place = (event.currentTarget as HTMLElement).parentElement;
    const upTo = conversation.readBefore.value ?? 0;
    const isHere = (oldestKept(conversation.window.value) ?? 0) <= upTo;
    // If the first new message is not loaded, jumps to the last one that was read.
    if (!isHere && upTo > 0 && (await leads(chat.history.jump(upTo)))) return;
    conversation.atEnd.value = false;
    conversation.follows.value = false;
    const line = place?.querySelector(NEW_LINE);
    line?.scrollIntoView({ block: 'center' });
    const first = line?.nextElementSibling;
    if (first instanceof HTMLElement) lead(first);
  };
  return (
    <button type="button" class="to-first-new" onClick={go}>
      <Icon drawing={ArrowUp} size={18} />
      {t(texts.toNewestUnread, { count: unread })}
    </button>
  );
}

/** Resolves with whether the jump succeeded: its target may be gone. */
function leads(jump: Promise<void>): Promise<boolean> {
  return jump.then(
    () => true,
    () => false,
  );
}

function ToNewest({ conversation }: { conversation: Conversation }) {
  const chat = useChat();
  if (conversation.atEnd.value) return null;
  const unread = conversation.unread.value;
  const go = () => chat.history.follow(conversation);
  return (
    <button type="button" class="to-newest" onClick={go}>
      <Icon drawing={ArrowDown} size={18} />
      {unread > 0 ? t(texts.toNewestUnread, { count: unread }) : t(texts.toNewest)}
    </button>
  );
}
