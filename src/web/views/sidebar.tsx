/** The list of conversations. */

import { CircleHelp, Hash, PenLine, Search } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { namesOf } from '../shell/keys.ts';
import { serverName } from '../shell/server-facts.ts';
import { SWITCHER_KEYS } from '../shell/shortcuts.ts';
import type { Conversation } from '../state/conversation.ts';
import { orderedPeople, orderedRooms } from '../state/order.ts';
import { chatTexts as texts } from '../translations/chat-texts.ts';
import { t } from '../translations/texts.ts';
import { useChat, usePage } from './context.ts';
import { ConversationLink } from './conversation-link.tsx';
import { HereNow } from './here-now.tsx';
import { Icon } from './icon.tsx';
import { Logo } from './logo.tsx';
import { Invitations } from './rooms/invitations.tsx';
import { OwnName } from './settings/own-name.tsx';
import '../styles/sidebar.css';

/** `isPage`: it fills the page. */
export function Sidebar({ isPage = false }: { isPage?: boolean }) {
  const chat = useChat();
  const { panels } = usePage();
  return (
    <nav class="sidebar" aria-label={t(texts.conversations)}>
      <header class="sidebar-head">
        <span class="sidebar-logo">
          <Logo size={28} />
          {serverName}
        </span>
        <IconButton
          kind="for-keyboard"
          label={t(texts.shortcuts)}
          drawing={CircleHelp}
          onClick={() => panels.show({ kind: 'shortcuts' })}
        />
        <IconButton
          label={t(texts.search)}
          drawing={Search}
          onClick={() => panels.show({ kind: 'search', query: '' })}
        />
      </header>
      <button
        type="button"
        class="sidebar-switcher"
        onClick={() => panels.show({ kind: 'switcher' })}
      >
        {t(texts.switcher)}
        <kbd>{namesOf(SWITCHER_KEYS).join(' ')}</kbd>
      </button>
      <div class="sidebar-lists">
        <Invitations />
        <Section title={t(texts.rooms)} empty={t(texts.noRooms)} conversations={orderedRooms(chat)}>
          <IconButton
            label={t(texts.findRooms)}
            drawing={Hash}
            onClick={() => panels.show({ kind: 'find-rooms' })}
          />
        </Section>
        <Section
          title={t(texts.people)}
          empty={t(texts.noPeople)}
          conversations={orderedPeople(chat)}
        >
          <IconButton
            label={t(texts.newMessage)}
            drawing={PenLine}
            onClick={() => panels.show({ kind: 'new-message' })}
          />
        </Section>
        {isPage && chat.conversations.value.size === 0 && <HereNow />}
      </div>
      <footer class="sidebar-foot">
        <OwnName />
      </footer>
    </nav>
  );
}

function IconButton(props: {
  label: string;
  drawing: Parameters<typeof Icon>[0]['drawing'];
  onClick: () => void;
  kind?: string;
}) {
  const { label, drawing, onClick, kind = '' } = props;
  const looks = `icon-button ${kind}`;
  return (
    <button type="button" class={looks} aria-label={label} title={label} onClick={onClick}>
      <Icon drawing={drawing} />
    </button>
  );
}

interface SectionProps {
  readonly title: string;
  /** The text of an empty list. */
  readonly empty: string;
  readonly conversations: readonly Conversation[];
  readonly children: ComponentChildren;
}

function Section({ title, empty, conversations, children }: SectionProps) {
  const heading = useId();
  return (
    <section class="sidebar-section">
      <div class="sidebar-section-head">
        <h2 class="label" id={heading}>
          {title}
        </h2>
        {children}
      </div>
      {conversations.length === 0 && <p class="soft sidebar-empty">{empty}</p>}
      <ul aria-labelledby={heading}>
        {conversations.map((one) => (
          <ConversationLink key={one.name} conversation={one} />
        ))}
      </ul>
    </section>
  );
}
