/** A moderator's actions on a member of a room. */
import { useState } from 'preact/hooks';
import type { Role, RoomDescription } from '../../../client/browser.ts';
import { roomFlags } from '../../../protocol/room-flags.ts';
import { mayActOn, mayModerate, mayOwn } from '../../state/room-rights.ts';
import { durationOf } from '../../text/dates.ts';
import { roomTexts as texts } from '../../translations/room-texts.ts';
import { t } from '../../translations/texts.ts';
import { useAction } from '../action.ts';
import { useChat } from '../context.ts';
import { Field } from '../field.tsx';
import { Problem } from '../problem.tsx';

/** In seconds; 0 is permanent. */
const DURATIONS = [600, 3600, 86_400, 0];
const ROLES: readonly Role[] = ['member', 'moderator', 'owner'];
const WHY_MAX = 200;

interface MemberActionsProps {
  readonly room: RoomDescription;
  readonly name: string;
  /** Null if the person is not in the room, but may be banned from it. */
  readonly role: Role | null;
  readonly voice: boolean;
  readonly muted: number | null;
  /** Is the person banned from the room? */
  readonly banned?: boolean;
  /** Called after an action. */
  readonly onDone: () => void;
}

export function MemberActions({
  room,
  name,
  role,
  voice,
  muted,
  banned,
  onDone,
}: MemberActionsProps) {
  const chat = useChat();
  const { busy, problem, run } = useAction();
  const [why, setWhy] = useState('');
  const [seconds, setSeconds] = useState(DURATIONS[0] as number);
  const me = chat.me.value;
  const isMe = name === me.name;
  const { deeds } = chat;
  const act = (how: () => Promise<void>) => void run(how).then((isDone) => isDone && onDone());
  const restriction = () => ({
    ...(seconds === 0 ? {} : { seconds }),
    ...(why.trim() === '' ? {} : { why: why.trim() }),
  });
  const mayAct = !isMe && mayActOn(room, me, role);
  const mayGive = role !== null && mayOwn(room, me) && (isMe || mayAct);
  const isHeard = voice || roomFlags(room).moderated;
  const mayVoice = role === 'member' && isHeard && mayModerate(room, me);
  if (!mayAct && !mayGive && !mayVoice) return null;
  if (banned) {
    return (
      <fieldset class="member-actions form" disabled={busy}>
        <legend class="hidden-label">{t(texts.actOn, { name })}</legend>
        <div class="actions">
          <button type="button" onClick={() => act(() => deeds.unban(room.room, name))}>
            {t(texts.unban, { name })}
          </button>
        </div>
        <Problem text={problem} />
      </fieldset>
    );
  }
  return (
    <fieldset class="member-actions form" disabled={busy}>
      <legend class="hidden-label">{t(texts.actOn, { name })}</legend>
      {mayGive && (
        <label class="field">
          <span class="label">{t(texts.role)}</span>
          <select
            value={role}
            onChange={(event) => {
              const wanted = event.currentTarget.value as Role;
              act(() => deeds.role(room.room, name, wanted));
            }}
          >
            {ROLES.map((one) => (
              <option key={one} value={one}>
                {t(texts[one])}
              </option>
            ))}
          </select>
        </label>
      )}
      {mayVoice && (
        <div class="actions">
          <button type="button" onClick={() => act(() => deeds.voice(room.room, name, voice))}>
            {t(voice ? texts.takeVoice : texts.giveVoice)}
          </button>
        </div>
      )}
      {mayAct && (
        <>
          <Field label={t(texts.why)} value={why} onValue={setWhy} maxLength={WHY_MAX} />
          <label class="field">
            <span class="label">{t(texts.howLong)}</span>
            <select
              value={seconds}
              onChange={(event) => setSeconds(Number(event.currentTarget.value))}
            >
              {DURATIONS.map((one) => (
                <option key={one} value={one}>
                  {one === 0 ? t(texts.forGood) : durationOf(one)}
                </option>
              ))}
            </select>
          </label>
          <div class="actions">
            {role !== null && (
              <>
                {muted === null ? (
                  <button
                    type="button"
                    onClick={() => act(() => deeds.mute(room.room, name, restriction()))}
                  >
                    {t(texts.mute)}
                  </button>
                ) : (
                  <button type="button" onClick={() => act(() => deeds.unmute(room.room, name))}>
                    {t(texts.unmute)}
                  </button>
                )}
                <button
                  type="button"
                  onClick={() => act(() => deeds.kick(room.room, name, why.trim()))}
                >
                  {t(texts.kick)}
                </button>
              </>
            )}
            <button
              type="button"
              class="dangerous"
              onClick={() => act(() => deeds.ban(room.room, name, restriction()))}
            >
              {t(texts.ban)}
            </button>
          </div>
        </>
      )}
      <Problem text={problem} />
    </fieldset>
  );
}
