/** The audit log, for operators. */
import { useEffect, useState } from 'preact/hooks';
import type { AuditEntry } from '../../../client/browser.ts';
import { overridesShown } from '../../../protocol/visible.ts';
import { auditedMessage, auditReason, auditText } from '../../text/audit-text.ts';
import { fullTimeOf, isoOf } from '../../text/dates.ts';
import { auditTexts } from '../../translations/audit-texts.ts';
import { settingsTexts as texts } from '../../translations/settings-texts.ts';
import { t } from '../../translations/texts.ts';
import { useAction } from '../action.ts';
import { useChat, usePage } from '../context.ts';
import { Dialog } from '../dialog.tsx';
import { Field } from '../field.tsx';
import { Problem } from '../problem.tsx';
import '../../styles/settings.css';

const PAGE = 50;

/** The entries loaded so far. */
interface Looked {
  /** Null for all rooms. */
  readonly room: string | null;
  readonly entries: readonly AuditEntry[];
  readonly more: boolean;
}

export function Audit() {
  const { client } = useChat();
  const { panels } = usePage();
  const { busy, problem, run } = useAction();
  const [typed, setTyped] = useState('');
  const [looked, setLooked] = useState<Looked | null>(null);
  const look = async (room: string | null, known: readonly AuditEntry[]) => {
    const before = known.at(-1)?.id;
    const page = await client.audit({
      limit: PAGE,
      ...(before === undefined ? {} : { before }),
      ...(room === null ? {} : { room }),
    });
    // A page may be shorter than its limit; only an empty one is the last.
    setLooked({ room, entries: [...known, ...page], more: page.length > 0 });
  };
  useEffect(() => {
    void run(() => look(null, []));
  }, []);
  return (
    <Dialog title={t(texts.audit)} onClose={() => panels.close()}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          void run(() => look(roomOf(typed), []));
        }}
      >
        <div class="audit-filter">
          <Field label={t(texts.auditRoom)} value={typed} onValue={setTyped} placeholder="#" />
          <button type="submit" disabled={busy}>
            {t(texts.auditLook)}
          </button>
        </div>
      </form>
      <Problem text={problem} />
      {looked?.entries.length === 0 && (
        <p class="soft" role="status">
          {t(texts.auditNone)}
        </p>
      )}
      <ul>
        {looked?.entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ul>
      {looked?.more && (
        <button
          type="button"
          disabled={busy}
          onClick={() => run(() => look(looked.room, looked.entries))}
        >
          {t(texts.earlier)}
        </button>
      )}
    </Dialog>
  );
}

/** The room meant by typed text, with or without `#`. */
function roomOf(typed: string): string | null {
  const name = typed.trim().replace(/^#/, '');
  return name === '' ? null : `#${name}`;
}

function Entry({ entry }: { entry: AuditEntry }) {
  const { at, room } = entry;
  const message = auditedMessage(entry);
  const reason = auditReason(entry);
  return (
    <li class="audit-entry">
      <bdi>{auditText(entry)}</bdi>
      {reason !== null && <bdi>{overridesShown(reason)}</bdi>}
      <span class="soft">
        {room !== null && (
          <>
            <bdi>{room}</bdi>
            {' · '}
          </>
        )}
        <time dateTime={isoOf(at)}>{fullTimeOf(at)}</time>
        {message !== null && (
          <>
            {' · '}
            <a href={`#message-${message}`}>{t(auditTexts.message)}</a>
          </>
        )}
      </span>
    </li>
  );
}
