/** The dialog about a person: presence and actions. */
import { useEffect } from 'preact/hooks';
import { personTexts as texts } from '../translations/person-texts.ts';
import { t } from '../translations/texts.ts';
import { useAction } from './action.ts';
import { useChat, usePage } from './context.ts';
import { Dialog } from './dialog.tsx';
import { InlineMarkup } from './markup.tsx';
import { PersonName } from './person-name.tsx';
import { PresenceDot, PresenceWord } from './presence-dot.tsx';
import { Problem } from './problem.tsx';
import { InvitePerson } from './rooms/invite-person.tsx';
import { PersonInRoom } from './rooms/person-in-room.tsx';

/** `room` is the room from which it was opened. */
export function PersonPanel({ name, room }: { name: string; room?: string }) {
  const chat = useChat();
  const { panels } = usePage();
  const { problem, run } = useAction();
  const { directory, client } = chat;
  const isMe = name === chat.me.value.name;
  useEffect(() => {
    void run(async () => {
      directory.present(await client.presence([name]));
    });
  }, [name]);
  return (
    <Dialog title={<PersonName name={name} />} onClose={() => panels.close()}>
      {isMe ? <p>{t(texts.itsYou)}</p> : <Somebody name={name} />}
      <Problem text={problem} />
      {room !== undefined && <PersonInRoom room={room} name={name} />}
      {!isMe && <InvitePerson name={name} {...(room && { except: room })} />}
    </Dialog>
  );
}

function Somebody({ name }: { name: string }) {
  const chat = useChat();
  const { panels } = usePage();
  const { busy, problem, run } = useAction();
  const { directory, client } = chat;
  const presence = directory.presence.value.get(name);
  const isBlocked = directory.blocked.value.has(name);
  const block = async () => {
    await (isBlocked ? client.unblock(name) : client.block(name));
    directory.block(name, !isBlocked);
  };
  return (
    <>
      <p class="person-presence">
        <PresenceDot name={name} />
        <PresenceWord name={name} />
        {presence?.text && <InlineMarkup text={presence.text} />}
      </p>
      {isBlocked && <p class="soft">{t(texts.blocked)}</p>}
      <Problem text={problem} />
      <div class="actions">
        <button type="button" class="dangerous" disabled={busy} onClick={() => run(block)}>
          {t(isBlocked ? texts.unblock : texts.block)}
        </button>
        <button
          type="button"
          class="primary"
          onClick={() => {
            panels.close();
            chat.open(name);
          }}
        >
          {t(texts.write, { name })}
        </button>
      </div>
      <p class="field-hint">{t(texts.blockHint)}</p>
    </>
  );
}
