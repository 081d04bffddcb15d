/** The members of a room, in pages, with actions on each. */
import { memo } from 'preact/compat';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { RoomDescription, RoomMember } from '../../../client/browser.ts';
import { plainText } from '../../../protocol/folding.ts';
import type { Conversation } from '../../state/conversation.ts';
import { PagedList } from '../../state/paged-list.ts';
import { memberFacts } from '../../text/member-facts.ts';
import { personTexts } from '../../translations/person-texts.ts';
import { roomTexts as texts } from '../../translations/room-texts.ts';
import { t } from '../../translations/texts.ts';
import { useChat, usePage } from '../context.ts';
import { Field } from '../field.tsx';
import { LoadMore } from '../load-more.tsx';
import { PersonName } from '../person-name.tsx';
import { Problem } from '../problem.tsx';
import { MemberActions } from './member-actions.tsx';
import { useRoomEvents } from './room-events.ts';

/** The protocol's limit of a page. */
const PAGE = 100;
/** With fewer members, no filter is needed. */
const FILTERED_FROM = 8;

interface MembersProps {
  readonly conversation: Conversation;
  readonly room: RoomDescription;
}

export function Members({ conversation, room }: MembersProps) {
  const chat = useChat();
  const { name } = conversation;
  const [chosen, setChosen] = useState<string | null>(null);
  const [filter, setFilter] = useState('');
  const list = useMemo(() => {
    const ask = async (after: RoomMember | null) => {
      const range = after === null ? {} : { after: after.name };
      const { people, more, ...room } = await chat.client.who(name, { limit: PAGE, ...range });
      chat.directory.described(room);
      return { items: people, more };
    };
    return new PagedList<RoomMember>((member) => member.name, ask);
  }, [name]);
  useEffect(() => void list.load(), [list]);
  useRoomEvents(conversation, () => void list.renew());
  const people = list.items.value ?? [];
  const wanted = plainText(filter.trim());
  const isFiltered = wanted !== '';
  const shown = isFiltered ? people.filter((one) => plainText(one.name).includes(wanted)) : people;
  return (
    <>
      {people.length >= FILTERED_FROM && (
        <Field
          label={t(texts.filter)}
          type="search"
          value={filter}
          onValue={setFilter}
          {...(list.more.value && { hint: t(texts.filterHint, { count: people.length }) })}
        />
      )}
      <Problem text={list.problem.value} />
      <ul class="member-list" aria-label={t(texts.members)}>
        {shown.map((member) => (
          <MemberItem
            key={member.name}
            member={member}
            room={chosen === member.name ? room : null}
            onChoose={setChosen}
            onDone={() => void list.renewAt(member.name)}
          />
        ))}
      </ul>
      {isFiltered && shown.length === 0 && <p class="soft">{t(texts.noMember)}</p>}
      {list.more.value && (
        <LoadMore
          label={t(texts.moreMembers)}
          busy={list.busy.value}
          // While filtering, scrolling loads no more.
          failed={list.problem.value !== null || isFiltered}
          shown={people}
          onMore={() => void list.next()}
        />
      )}
    </>
  );
}

interface MemberItemProps {
  readonly member: RoomMember;
  /** Null unless this is the chosen member. */
  readonly room: RoomDescription | null;
  readonly onChoose: (name: string | null) => void;
  readonly onDone: () => void;
}

const MemberItem = memo(
  function MemberItem({ member, room, onChoose, onDone }: MemberItemProps) {
    const { name, role, state } = member;
    return (
      <li class={`member ${room === null ? '' : 'is-chosen'}`}>
        <button
          type="button"
          class="row"
          aria-expanded={room !== null}
          onClick={() => onChoose(room === null ? name : null)}
        >
          <span class={`presence presence-${state}`} />
          <PersonName name={name} />
          <span class={`member-facts ${role === 'member' ? '' : 'member-leads'}`}>
            {memberFacts(member).join(', ')}
          </span>
        </button>
        {room !== null && <ChosenMember member={member} room={room} onDone={onDone} />}
      </li>
    );
  },
  // Of thousands of members, few change.
  (one, other) => one.member === other.member && one.room === other.room,
);

interface ChosenMemberProps {
  readonly member: RoomMember;
  readonly room: RoomDescription;
  readonly onDone: () => void;
}

function ChosenMember({ member, room, onDone }: ChosenMemberProps) {
  const chat = useChat();
  const { panels } = usePage();
  const { name, role, voice, muted } = member;
  return (
    <div class="member-chosen">
      {name === chat.me.value.name ? (
        <p class="soft">{t(personTexts.itsYou)}</p>
      ) : (
        <div class="actions">
          <button
            type="button"
            onClick={() => panels.show({ kind: 'person', name, room: room.room })}
          >
            {t(personTexts.show)}
          </button>
        </div>
      )}
      <MemberActions {...{ room, name, role, voice, muted, onDone }} />
    </div>
  );
}
