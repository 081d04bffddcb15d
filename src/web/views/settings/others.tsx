/** Settings of blocked people, and of notices to one's plain clients. */
import { useEffect } from 'preact/hooks';
import { settingsTexts as texts } from '../../translations/settings-texts.ts';
import { t } from '../../translations/texts.ts';
import { useAction } from '../action.ts';
import { useChat } from '../context.ts';
import { PersonName } from '../person-name.tsx';
import { Problem } from '../problem.tsx';
import { PlainNotices } from './plain-notices.tsx';

export function Others() {
  const { client, directory, me } = useChat();
  const { busy, problem, run } = useAction();
  useEffect(() => {
    void run(() => directory.refreshBlocked());
  }, []);
  const unblock = async (name: string) => {
    await client.unblock(name);
    directory.block(name, false);
  };
  const blocked = [...directory.blocked.value];
  return (
    <>
      <section class="form">
        <h3>{t(texts.blocks)}</h3>
        <p class="soft">{t(blocked.length === 0 ? texts.noBlocks : texts.blocksHint)}</p>
        <Problem text={problem} />
        <ul>
          {blocked.map((name) => (
            <li key={name} class="device">
              <PersonName name={name} />
              <button type="button" disabled={busy} onClick={() => run(() => unblock(name))}>
                {t(texts.unblock, { name })}
              </button>
            </li>
          ))}
        </ul>
      </section>
      {/* A guest has no other client. */}
      {me.value.registered && <PlainNotices />}
    </>
  );
}
