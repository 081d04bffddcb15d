/** The rooms that one is invited to. */
import { useId } from 'preact/hooks';
import type { Invitation } from '../../state/chat-state.ts';
import { isolated } from '../../text/isolation.ts';
import { roomTexts as texts } from '../../translations/room-texts.ts';
import { t } from '../../translations/texts.ts';
import { useAction } from '../action.ts';
import { useChat } from '../context.ts';
import { Problem } from '../problem.tsx';
import '../../styles/rooms.css';

export function Invitations() {
  const { invitations, conversations } = useChat();
  const heading = useId();
  // One may have joined by other means meanwhile.
  const open = invitations.value.filter(
    ({ room }) => conversations.value.get(room)?.room.value?.role == null,
  );
  if (open.length === 0) return null;
  return (
    <section class="invitations" aria-labelledby={heading}>
      <h2 class="label" id={heading}>
        {t(texts.invitations)}
      </h2>
      <ul>
        {open.map((one) => (
          <InvitationItem key={one.room} invitation={one} />
        ))}
      </ul>
    </section>
  );
}

function InvitationItem({ invitation }: { invitation: Invitation }) {
  const chat = useChat();
  const { busy, problem, run } = useAction();
  const { room, by } = invitation;
  const dismiss = () => {
    chat.invitations.value = chat.invitations.value.filter((one) => one !== invitation);
  };
  const join = async () => {
    chat.directory.joined(await chat.client.join(room));
    dismiss();
    chat.open(room);
  };
  return (
    <li class="invitation">
      <p dir="auto">{t(texts.invitesYou, { by: isolated(by), room: isolated(room) })}</p>
      <Problem text={problem} />
      <div class="actions">
        <button type="button" aria-label={t(texts.dismissOf, { room })} onClick={dismiss}>
          {t(texts.dismiss)}
        </button>
        <button type="button" class="primary" disabled={busy} onClick={() => run(join)}>
          {t(texts.joinShort)}
        </button>
      </div>
    </li>
  );
}
