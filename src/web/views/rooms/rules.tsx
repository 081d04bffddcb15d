/** The flags of a room, each a switch, as far as one may set them. */
import type { RoomDescription } from '../../../client/browser.ts';
import { type RoomFlag, roomFlags } from '../../../protocol/room-flags.ts';
import { isGroup, mayOwn } from '../../state/room-rights.ts';
import { flagTexts as texts } from '../../translations/flag-texts.ts';
import { roomTexts } from '../../translations/room-texts.ts';
import { t } from '../../translations/texts.ts';
import { useAction } from '../action.ts';
import { Check } from '../check.tsx';
import { useChat } from '../context.ts';
import { Problem } from '../problem.tsx';

const OF_SPEAKING: readonly RoomFlag[] = ['moderated', 'membersOnly', 'noCtcp'];
const OF_COMING_IN: readonly RoomFlag[] = ['listed', 'byInvitation'];

export function Rules({ room }: { room: RoomDescription }) {
  const chat = useChat();
  const { busy, problem, run } = useAction();
  const flags = roomFlags(room);
  // A group is always private, and its topic everybody's.
  const group = isGroup(room.room);
  const shown: readonly RoomFlag[] = [
    ...(!group && mayOwn(room, chat.me.value) ? OF_COMING_IN : []),
    ...(group ? [] : (['topicLocked'] as const)),
    ...OF_SPEAKING,
  ];
  return (
    <details class="room-rules further">
      <summary>{t(roomTexts.rules)}</summary>
      <fieldset class="form" disabled={busy}>
        <legend class="hidden-label">{t(roomTexts.rules)}</legend>
        {shown.map((flag) => (
          <Check
            key={flag}
            label={t(texts[flag])}
            hint={t(texts[`${flag}Hint`])}
            value={flags[flag]}
            onValue={(on) => void run(() => chat.deeds.flag(room.room, flag, on))}
          />
        ))}
      </fieldset>
      <Problem text={problem} />
    </details>
  );
}
