/** A conversation: header, messages, and composer. */
import { ArrowLeft, Info, Search } from 'lucide';
import { overridesShown } from '../../protocol/visible.ts';
import type { Conversation } from '../state/conversation.ts';
import { plainLine } from '../text/plain-reading.ts';
import { chatTexts as texts } from '../translations/chat-texts.ts';
import { t } from '../translations/texts.ts';
import { Composer } from './composer.tsx';
import { useChat, usePage } from './context.ts';
import { Icon } from './icon.tsx';
import { MessageList } from './message-list.tsx';
import { Outside } from './outside.tsx';
import { PersonName } from './person-name.tsx';
import { PresenceDot, PresenceWord } from './presence-dot.tsx';
import { RoomName } from './room-name.tsx';
import { WaitingLine } from './waiting-line.tsx';
import '../styles/conversation.css';

interface ConversationProps {
  readonly conversation: Conversation;
}

export function ConversationView({ conversation }: ConversationProps) {
  return (
    <>
      <Head conversation={conversation} />
      <MessageList conversation={conversation} />
      <div class="beside-field">
        <Typing conversation={conversation} />
        <WaitingLine />
      </div>
      {conversation.left.value ? (
        <Outside conversation={conversation} />
      ) : (
        <Composer conversation={conversation} />
      )}
    </>
  );
}

function Head({ conversation }: ConversationProps) {
  const chat = useChat();
  const { panels } = usePage();
  const { name, isRoom } = conversation;
  const about = t(texts.aboutRoom, { name });
  return (
    <header class="conversation-head">
      <button
        type="button"
        class="icon-button conversation-back"
        aria-label={t(texts.back)}
        onClick={() => chat.close()}
      >
        <Icon drawing={ArrowLeft} />
      </button>
      <div class="conversation-title">
        <h1>{isRoom ? <RoomName name={name} /> : <PersonName name={name} />}</h1>
        {isRoom ? <RoomFacts conversation={conversation} /> : <PersonFacts name={name} />}
      </div>
      <button
        type="button"
        class="icon-button"
        aria-label={t(texts.search)}
        title={t(texts.search)}
        onClick={() => panels.show({ kind: 'search', query: `with:${name} ` })}
      >
        <Icon drawing={Search} />
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label={about}
        title={about}
        onClick={() => panels.show(isRoom ? { kind: 'room', name } : { kind: 'person', name })}
      >
        <Icon drawing={Info} />
      </button>
    </header>
  );
}

function RoomFacts({ conversation }: ConversationProps) {
  const room = conversation.room.value;
  if (room === null) return null;
  // For a private room that one has left, no more events come.
  if (conversation.left.value && room.access === 'private') return null;
  const members = t(texts.members, { count: room.members });
  const kept = room.kept ? ` · ${t(texts.keptHere)}` : '';
  return (
    <p class="soft conversation-facts">
      {room.topic === '' ? (
        members + kept
      ) : (
        <>
          <Topic text={room.topic} /> · {members}
          {kept}
        </>
      )}
    </p>
  );
}

/** The topic, cut to one line; in full in its tooltip. */
function Topic({ text }: { text: string }) {
  return <bdi title={overridesShown(text)}>{plainLine(text)}</bdi>;
}

function PersonFacts({ name }: { name: string }) {
  const presence = useChat().directory.presence.value.get(name);
  return (
    <p class="soft conversation-facts">
      <PresenceDot name={name} /> <PresenceWord name={name} />
      {presence?.text && <bdi>: {plainLine(presence.text)}</bdi>}
    </p>
  );
}

function Typing({ conversation }: ConversationProps) {
  const [name = '', other = '', more] = conversation.typing.value;
  const text =
    name === ''
      ? ''
      : other === ''
        ? t(texts.typingOne, { name })
        : more === undefined
          ? t(texts.typingTwo, { name, other })
          : t(texts.typingMany);
  return <p class="typing soft">{text}</p>;
}
