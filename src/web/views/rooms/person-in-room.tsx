/** Somebody as a member of a room: what they are there, and what one can do with them. */
import { useEffect, useState } from 'preact/hooks';
import { type FoundMember, findMember } from '../../state/member.ts';
import { memberFacts } from '../../text/member-facts.ts';
import { personTexts as texts } from '../../texts/person-texts.ts';
import { t } from '../../texts/texts.ts';
import { useAction } from '../action.ts';
import { useChat } from '../context.ts';
import { Problem } from '../problem.tsx';
import { MemberActions } from './member-actions.tsx';
import '../../styles/rooms.css';

export function PersonInRoom({ room, name }: { room: string; name: string }) {
  const { client, conversations } = useChat();
  const { problem, run } = useAction();
  const [found, setFound] = useState<FoundMember | null>(null);
  // Whoever looks after the room may do something meanwhile, here or elsewhere.
  const described = conversations.value.get(room)?.room.value ?? null;
  const look = () => void run(async () => setFound(await findMember(client, room, name)));
  useEffect(look, [described]);
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
            muted={found.member?.muted ?? null}
            onDone={look}
          />
        </>
      )}
    </section>
  );
}

function factsOf({ member, isWhole }: FoundMember): string {
  if (member !== null) return memberFacts(member).join(', ');
  return isWhole ? t(texts.notInRoom) : '';
}
