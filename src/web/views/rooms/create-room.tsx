/** The form that creates a room. */
import { useState } from 'preact/hooks';
import { TOPIC_CHARACTERS_MAX } from '../../../protocol/limits.ts';
import { roomNameAllowed } from '../../../protocol/names.ts';
import { roomTexts as texts } from '../../translations/room-texts.ts';
import { t } from '../../translations/texts.ts';
import { useAction } from '../action.ts';
import { Check } from '../check.tsx';
import { useChat, usePage } from '../context.ts';
import { Dialog } from '../dialog.tsx';
import { Field } from '../field.tsx';
import { firstFocus } from '../find/first-focus.ts';
import { Problem } from '../problem.tsx';

export function CreateRoom() {
  const chat = useChat();
  const { panels } = usePage();
  const { busy, problem, run } = useAction();
  const { registered } = chat.me.value;
  const [name, setName] = useState('');
  const [topic, setTopic] = useState('');
  const [isPrivate, setPrivate] = useState(false);
  const [guests, setGuests] = useState(true);
  const [kept, setKept] = useState(true);
  const [isWrong, setWrong] = useState(false);
  const room = `#${name.trim().replace(/^#/, '')}`;
  const create = async () => {
    const made = await chat.client.create(room, {
      access: isPrivate ? 'private' : 'public',
      guests,
      ...(registered ? { kept } : {}),
      ...(topic.trim() === '' ? {} : { topic: topic.trim() }),
    });
    chat.directory.joined(made);
    panels.close();
    chat.open(made.room);
  };
  return (
    <Dialog title={t(texts.create)} onClose={() => panels.close()}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          const isAllowed = roomNameAllowed(room);
          setWrong(!isAllowed);
          if (isAllowed) void run(create);
        }}
      >
        <Field
          label={t(texts.name)}
          hint={t(texts.nameHint)}
          value={name}
          onValue={setName}
          inputRef={firstFocus}
          required
        />
        <Field
          label={t(texts.topic)}
          hint={t(texts.topicHint)}
          value={topic}
          onValue={setTopic}
          maxLength={TOPIC_CHARACTERS_MAX}
        />
        <Check
          label={t(texts.private)}
          hint={t(texts.privateHint)}
          value={isPrivate}
          onValue={setPrivate}
        />
        <Check
          label={t(texts.guests)}
          hint={t(texts.guestsHint)}
          value={guests}
          onValue={setGuests}
        />
        {registered ? (
          <Check label={t(texts.kept)} hint={t(texts.keptHint)} value={kept} onValue={setKept} />
        ) : (
          <p class="soft">{t(texts.guestMakes)}</p>
        )}
        <Problem text={isWrong ? t(texts.nameWrong) : problem} />
        <div class="actions">
          <button type="submit" class="primary" disabled={busy}>
            {t(texts.make)}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
