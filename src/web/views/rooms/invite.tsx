/** Invites people to a given room. */
import { useState } from 'preact/hooks';
import type { RoomDescription } from '../../../client/browser.ts';
import { knownPeople } from '../../state/known-people.ts';
import { mayInvite } from '../../state/room-rights.ts';
import { roomTexts as texts } from '../../translations/room-texts.ts';
import { t } from '../../translations/texts.ts';
import { useAction } from '../action.ts';
import { useChat } from '../context.ts';
import { Problem } from '../problem.tsx';
import { NameField } from './name-field.tsx';

const SUGGESTED_MAX = 5;

export function Invite({ room }: { room: RoomDescription }) {
  const chat = useChat();
  const { busy, problem, run } = useAction();
  const [typed, setTyped] = useState('');
  /** The name chosen from the list, after which nobody else is suggested. */
  const [chosen, setChosen] = useState<string | null>(null);
  const [invited, setInvited] = useState<string | null>(null);
  if (!mayInvite(room, chat.me.value)) return null;
  const name = typed.trim();
  const isOpen = name !== '' && name !== chosen;
  const known = isOpen ? knownPeople(chat, name, SUGGESTED_MAX) : [];
  const suggestions = known
    .filter((one) => one.name !== name)
    .map(({ name: one, isHere }) => ({ name: one, isHere, hint: isHere ? t(texts.hereNow) : '' }));
  const invite = async () => {
    await chat.client.invite(room.room, name);
    setInvited(name);
    setTyped('');
  };
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        setInvited(null);
        if (name !== '') void run(invite);
      }}
    >
      <NameField
        label={t(texts.invite)}
        listLabel={t(texts.people)}
        value={typed}
        onValue={setTyped}
        suggestions={suggestions}
        onChoose={(one) => {
          setTyped(one);
          setChosen(one);
        }}
        startsBlank
      >
        <button type="submit" disabled={busy || name === ''}>
          {t(texts.inviteDo)}
        </button>
      </NameField>
      <Problem text={problem} />
      <p class="soft" role="status">
        {invited !== null && t(texts.invited, { name: invited })}
      </p>
    </form>
  );
}
