/** A person as a member of a room: role and actions. */
import { useEffect, useState } from 'preact/hooks';
import { type FoundMember, findMember } from '../../state/member.ts';
import { banText, memberFacts } from '../../text/member-facts.ts';
import { personTexts as texts } from '../../translations/person-texts.ts';
import { t } from '../../translations/texts.ts';
import { useAction } from '../action.ts';
import { useChat } from '../context.ts';
import { Problem } from '../problem.tsx';
import { MemberActions } from './member-actions.tsx';
import '../../styles/rooms.css';

export function PersonInRoom({ room, name }: { room: string; name: string }) {
  const { client, conversations, me } = useChat();
  const { problem, run } = useAction();
  const [found, setFound] = useState<FoundMember | null>(null);
  // A moderator may act meanwhile, here or elsewhere.
  const conversation = conversations.value.get(room);
  const described = conversation?.room.value ?? null;
  const events = conversation?.events.value ?? 0;
  const look = () => void run(async () => setFound(await findMember(client, me.value, room, name)));
  useEffect(look, [described, events]);
  return (
    <section class="form person-in-room">
      <h3>
        <bdi>{t(texts.inRoom, { room })}</bdi>
      </h3>
      <Problem text={problem} />
      {found !== null && (
        <>
          <p class="soft">{factsOf(found)}</p>
          <MemberActions
            room={found.room}
            name={name}
            role={found.member?.role ?? null}
            voice={found.member?.voice ?? false}
            muted={found.member?.muted ?? null}
            banned={found.ban !== null}
            onDone={look}
          />
        </>
      )}
    </section>
  );
}

function factsOf({ member, isWhole, ban }: FoundMember): string {
  if (member !== null) return memberFacts(member).join(', ');
  if (ban !== null) return banText(ban.until);
  return isWhole ? t(texts.notInRoom) : '';
}
