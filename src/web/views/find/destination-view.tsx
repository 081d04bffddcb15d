/** An item of the switcher: a conversation or a name. */
import { isRoomName } from '../../../protocol/names.ts';
import { plainReading } from '../../text/plain-reading.ts';
import { chatTexts } from '../../translations/chat-texts.ts';
import { t } from '../../translations/texts.ts';
import { PersonName } from '../person-name.tsx';
import { PresenceDot } from '../presence-dot.tsx';
import { RoomName } from '../room-name.tsx';
import type { Command, Destination } from './destinations.ts';

export function DestinationView({ destination }: { destination: Exclude<Destination, Command> }) {
  const { name } = destination;
  if (destination.kind === 'name') {
    return (
      <>
        <Name name={name} />
        <span class="soft">{destination.hint}</span>
      </>
    );
  }
  const { unread, mentions, isRoom, room } = destination.conversation;
  const calls = isRoom ? mentions.value : unread.value;
  return (
    <>
      {!isRoom && <PresenceDot name={name} />}
      <Name name={name} />
      <bdi class="soft">{plainReading(room.value?.topic ?? '')}</bdi>
      {unread.value > 0 && (
        <span class={`count ${calls > 0 ? 'count-mentions' : ''}`}>
          <span aria-hidden="true">{unread.value}</span>
          <span class="hidden-label">{t(chatTexts.unread, { count: unread.value })}</span>
        </span>
      )}
    </>
  );
}

function Name({ name }: { name: string }) {
  return isRoomName(name) ? <RoomName name={name} /> : <PersonName name={name} />;
}
