/** The dialog that lists one's own rooms and those that anyone may join. */
import { memo } from 'preact/compat';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { RoomDescription } from '../../../client/browser.ts';
import { ROOM_SEARCH_CHARACTERS_MAX } from '../../../protocol/limits.ts';
import { type Ask, PagedList } from '../../state/paged-list.ts';
import { plainReading } from '../../text/plain-reading.ts';
import { chatTexts } from '../../translations/chat-texts.ts';
import { roomTexts as texts } from '../../translations/room-texts.ts';
import { t } from '../../translations/texts.ts';
import { useAction } from '../action.ts';
import { useChat, usePage } from '../context.ts';
import { Dialog } from '../dialog.tsx';
import { Field } from '../field.tsx';
import { LoadMore } from '../load-more.tsx';
import type { Titled } from '../panel.ts';
import { Problem } from '../problem.tsx';
import { RoomName } from '../room-name.tsx';
import '../../styles/rooms.css';

/** The pause in typing before the server is asked. */
const TYPING_MS = 200;

export function FindRooms({ title }: Titled) {
  const chat = useChat();
  const { panels } = usePage();
  const { problem, run } = useAction();
  const [typed, setTyped] = useState('');
  const find = typed.trim();
  const asking = (): Ask<RoomDescription> => async (after) => {
    const range = after === null ? {} : { after: after.room };
    const page = await chat.client.rooms({ ...range, ...(find === '' ? {} : { find }) });
    return { items: page.rooms, more: page.more };
  };
  const made = useRef<PagedList<RoomDescription> | null>(null);
  made.current ??= new PagedList<RoomDescription>(({ room }) => room, asking());
  const list = made.current;
  useEffect(() => {
    const isFirst = list.items.peek() === null;
    return chat.after(isFirst ? 0 : TYPING_MS, () => void list.load(asking()));
  }, [find]);
  const enter = async ({ room, role }: RoomDescription) => {
    if (role === null) chat.directory.joined(await chat.client.join(room));
    panels.close();
    chat.open(room);
  };
  const rooms = list.items.value;
  return (
    <Dialog title={title} onClose={() => panels.close()}>
      <div class="one-line">
        <Field
          label={t(texts.findLabel)}
          type="search"
          value={typed}
          onValue={setTyped}
          maxLength={ROOM_SEARCH_CHARACTERS_MAX}
        />
        <button type="button" onClick={() => panels.show({ kind: 'create-room' })}>
          {t(texts.create)}
        </button>
      </div>
      <Problem text={problem ?? list.problem.value} />
      <p class="soft" role="status">
        {rooms?.length === 0 && t(find === '' ? texts.noneAtAll : texts.none)}
      </p>
      <ul class="room-list" aria-label={t(texts.rooms)}>
        {rooms?.map((room) => (
          <RoomItem key={room.room} room={room} onEnter={() => run(() => enter(room))} />
        ))}
      </ul>
      {list.more.value && (
        <LoadMore
          label={t(texts.moreRooms)}
          busy={list.busy.value}
          failed={list.problem.value !== null}
          shown={rooms}
          onMore={() => void list.next()}
        />
      )}
    </Dialog>
  );
}

interface RoomItemProps {
  readonly room: RoomDescription;
  readonly onEnter: () => void;
}

const RoomItem = memo(
  function RoomItem({ room, onEnter }: RoomItemProps) {
    const { room: name, topic, role } = room;
    return (
      <li class="room-item">
        <div class="room-item-text">
          <RoomName name={name} />
          <bdi class="room-item-topic">{plainReading(topic) || t(texts.noTopic)}</bdi>
          <span class="soft room-item-facts">{factsOf(room).join(' · ')}</span>
        </div>
        <button
          type="button"
          class={role === null ? 'primary' : ''}
          aria-label={t(role === null ? texts.join : texts.open, { name })}
          onClick={onEnter}
        >
          {t(role === null ? texts.joinShort : texts.openShort)}
        </button>
      </li>
    );
  },
  // Of a thousand rooms, none changes when more are loaded.
  (one, other) => one.room === other.room,
);

function factsOf({ members, access, guests, kept, role }: RoomDescription): string[] {
  return [
    ...(role === null ? [] : [t(texts.youAre, { role: t(texts[role]) })]),
    t(chatTexts.members, { count: members }),
    t(access === 'private' ? texts.private : texts.public),
    t(guests ? texts.guests : texts.noGuests),
    t(kept ? texts.keptFact : texts.notKeptFact),
  ];
}
