/** Invites a given person to one of one's rooms. */
import { useState } from 'preact/hooks';
import { orderedRooms } from '../../state/order.ts';
import { mayInvite } from '../../state/room-rights.ts';
import { personTexts } from '../../translations/person-texts.ts';
import { roomTexts as texts } from '../../translations/room-texts.ts';
import { t } from '../../translations/texts.ts';
import { useAction } from '../action.ts';
import { useChat } from '../context.ts';
import { Problem } from '../problem.tsx';
import '../../styles/rooms.css';

/** `except` is a room that the person is in already. */
export function InvitePerson({ name, except }: { name: string; except?: string }) {
  const chat = useChat();
  const { busy, problem, run } = useAction();
  const [chosen, setChosen] = useState<string | null>(null);
  const [isInvited, setInvited] = useState(false);
  const rooms = orderedRooms(chat)
    .filter(({ left, room }) => !left.value && room.value?.role != null)
    .filter((one) => one.name !== except && mayInvite(one.room.value, chat.me.value))
    .map((one) => one.name);
  const room = rooms.find((one) => one === chosen) ?? rooms[0];
  if (room === undefined) return null;
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        setInvited(false);
        void run(() => chat.client.invite(room, name)).then(setInvited);
      }}
    >
      <div class="one-line">
        <label class="field">
          <span class="label">{t(personTexts.inviteTo)}</span>
          <select
            value={room}
            onChange={(event) => {
              setInvited(false);
              setChosen(event.currentTarget.value);
            }}
          >
            {rooms.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" disabled={busy}>
          {t(texts.inviteDo)}
        </button>
      </div>
      <Problem text={problem} />
      <p class="soft" role="status">
        {isInvited && t(texts.invited, { name })}
      </p>
    </form>
  );
}
