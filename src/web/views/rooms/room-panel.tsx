/** The dialog about a room: description, members and moderation. */
import { useEffect, useId, useMemo, useState } from 'preact/hooks';
import type { RoomDescription } from '../../../client/browser.ts';
import { TOPIC_CHARACTERS_MAX } from '../../../protocol/limits.ts';
import { roomNameAllowed } from '../../../protocol/names.ts';
import type { Conversation } from '../../state/conversation.ts';
import { isGroup, mayModerate, mayOwn, maySetTopic } from '../../state/room-rights.ts';
import { durationOf } from '../../text/dates.ts';
import { flagTexts } from '../../text/flag-texts.ts';
import { chatTexts } from '../../translations/chat-texts.ts';
import { roomTexts as texts } from '../../translations/room-texts.ts';
import { t } from '../../translations/texts.ts';
import { useAction } from '../action.ts';
import { useChat, usePage } from '../context.ts';
import { Dialog } from '../dialog.tsx';
import { Field } from '../field.tsx';
import { InlineMarkup } from '../markup.tsx';
import { Problem } from '../problem.tsx';
import { Tabs } from '../tabs.tsx';
import { Bans } from './bans.tsx';
import { Invite } from './invite.tsx';
import { Members } from './members.tsx';
import { Pins } from './pins.tsx';
import { Rules } from './rules.tsx';
import '../../styles/rooms.css';

type Part = 'members' | 'pins' | 'bans';

export function RoomPanel({ name }: { name: string }) {
  const chat = useChat();
  const { panels } = usePage();
  const { problem, run } = useAction();
  // The room may be given another name meanwhile.
  const conversation = useMemo(() => chat.conversation(name), [name]);
  const room = conversation.room.value;
  useEffect(() => {
    if (room !== null) return;
    void run(async () => {
      const {
        people: _,
        more: __,
        ...described
      } = await chat.client.who(conversation.name, { limit: 1 });
      conversation.room.value = described;
    });
  }, [conversation]);
  return (
    <Dialog
      title={t(texts.about, { name: conversation.name })}
      place="side"
      onClose={() => panels.close()}
    >
      <Problem text={problem} />
      {room !== null && <About conversation={conversation} room={room} />}
    </Dialog>
  );
}

interface RoomProps {
  readonly conversation: Conversation;
  readonly room: RoomDescription;
}

function About({ conversation, room }: RoomProps) {
  const me = useChat().me.value;
  const [wanted, setPart] = useState<Part>('members');
  const tabs = [
    { key: 'members', label: t(texts.members) },
    ...(room.kept && me.registered ? [{ key: 'pins', label: t(texts.pins) } as const] : []),
    ...(mayModerate(room, me) ? [{ key: 'bans', label: t(texts.bans) } as const] : []),
  ] as const;
  // One's rights can change while the dialog is open.
  const part = tabs.find(({ key }) => key === wanted)?.key ?? 'members';
  return (
    <>
      {maySetTopic(room, me) ? (
        <Topic room={room} />
      ) : (
        <p class="room-topic">
          <InlineMarkup text={room.topic || t(texts.noTopic)} />
        </p>
      )}
      <Facts room={room} />
      <Invite room={room} />
      {mayModerate(room, me) && <Slow room={room} />}
      {mayModerate(room, me) && <Rules room={room} />}
      {mayOwn(room, me) && !isGroup(room.room) && <Rename room={room} />}
      <End conversation={conversation} room={room} />
      <Tabs
        label={t(texts.about, { name: room.room })}
        tabs={tabs}
        current={part}
        onChange={setPart}
      >
        <div class="room-part">
          {part === 'members' && <Members conversation={conversation} room={room} />}
          {part === 'pins' && <Pins conversation={conversation} />}
          {part === 'bans' && <Bans conversation={conversation} />}
        </div>
      </Tabs>
    </>
  );
}

function Facts({ room }: { room: RoomDescription }) {
  const facts = [
    t(room.access === 'private' ? texts.private : texts.public),
    ...flagTexts(room.flags ?? {}),
    t(chatTexts.members, { count: room.members }),
    t(room.guests ? texts.guests : texts.noGuests),
    t(room.kept ? texts.keptFact : texts.notKeptFact),
    ...(room.slow > 0 ? [`${t(texts.slow)}: ${durationOf(room.slow)}`] : []),
  ];
  return <p class="soft room-facts">{facts.join(' · ')}</p>;
}

function Topic({ room }: { room: RoomDescription }) {
  const { deeds } = useChat();
  const { busy, problem, run } = useAction();
  /** Null if nothing was typed: the field then follows changes by others. */
  const [typed, setTyped] = useState<string | null>(null);
  const topic = typed ?? room.topic;
  const set = async () => {
    await deeds.topic(room.room, topic.trim());
    setTyped(null);
  };
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void run(set);
      }}
    >
      <div class="one-line">
        <Field
          label={t(texts.topic)}
          value={topic}
          onValue={setTyped}
          maxLength={TOPIC_CHARACTERS_MAX}
        />
        <button type="submit" disabled={busy || topic.trim() === room.topic}>
          {t(texts.setTopic)}
        </button>
      </div>
      <Problem text={problem} />
    </form>
  );
}

function Rename({ room }: { room: RoomDescription }) {
  const { deeds } = useChat();
  const { busy, problem, run } = useAction();
  const [name, setName] = useState('');
  const [isWrong, setWrong] = useState(false);
  const wanted = `#${name.trim().replace(/^#/, '')}`;
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        const isAllowed = roomNameAllowed(wanted);
        setWrong(!isAllowed);
        if (!isAllowed) return;
        void run(async () => {
          await deeds.rename(room.room, wanted);
          setName('');
        });
      }}
    >
      <div class="one-line">
        <Field
          label={t(texts.newName)}
          hint={t(texts.newNameHint)}
          value={name}
          onValue={setName}
        />
        <button type="submit" disabled={busy || name.trim() === ''}>
          {t(texts.rename)}
        </button>
      </div>
      <Problem text={isWrong ? t(texts.nameWrong) : problem} />
    </form>
  );
}

/** In seconds. */
const PAUSES = [0, 5, 10, 30, 60, 300, 900, 3600];

function Slow({ room }: { room: RoomDescription }) {
  const { deeds } = useChat();
  const { busy, problem, run } = useAction();
  const choices = PAUSES.includes(room.slow) ? PAUSES : [...PAUSES, room.slow];
  const set = async (seconds: number) => {
    await deeds.slow(room.room, seconds);
  };
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{t(texts.slow)}</label>
      <select
        id={id}
        value={room.slow}
        disabled={busy}
        aria-describedby={`${id}-hint`}
        onChange={(event) => void run(() => set(Number(event.currentTarget.value)))}
      >
        {choices.map((seconds) => (
          <option key={seconds} value={seconds}>
            {seconds === 0 ? t(texts.slowOff) : durationOf(seconds)}
          </option>
        ))}
      </select>
      <span class="field-hint" id={`${id}-hint`}>
        {t(texts.slowHint)}
      </span>
      <Problem text={problem} />
    </div>
  );
}

function End({ conversation, room }: RoomProps) {
  const chat = useChat();
  const { panels } = usePage();
  const { name } = conversation;
  const leave = () =>
    panels.show({
      kind: 'confirm',
      question: {
        title: t(texts.leaveSure, { name }),
        text: t(texts.leaveText),
        does: t(texts.leave),
        act: async () => {
          await chat.client.leave(name);
          chat.forget(name);
        },
      },
    });
  const remove = () =>
    panels.show({
      kind: 'confirm',
      question: {
        title: t(texts.removeSure, { name }),
        text: t(texts.removeText),
        does: t(texts.remove),
        typed: name,
        act: async () => {
          await chat.client.removeRoom(name);
          chat.forget(name);
        },
      },
    });
  return (
    <div class="actions">
      {room.role !== null && (
        <button type="button" onClick={leave}>
          {t(texts.leave)}
        </button>
      )}
      {mayOwn(room, chat.me.value) && (
        <button type="button" class="dangerous" onClick={remove}>
          {t(texts.remove)}
        </button>
      )}
    </div>
  );
}
