/** Renders the open dialog. */
import { Confirm } from './confirm.tsx';
import { usePage } from './context.ts';
import { EditsPanel } from './find/edits-panel.tsx';
import { ProblemPanel } from './find/problem-panel.tsx';
import { ReactionsPanel } from './find/reactions-panel.tsx';
import { SearchPanel } from './find/search-panel.tsx';
import { SwitcherPanel } from './find/switcher-panel.tsx';
import { lazily } from './lazily.tsx';
import { PersonPanel } from './person-panel.tsx';
import { FindRooms } from './rooms/find-rooms.tsx';
import { NewMessage } from './rooms/new-message.tsx';
import { RoomPanel } from './rooms/room-panel.tsx';

const CreateRoom = lazily(async () => (await import('./rooms/create-room.tsx')).CreateRoom);
const ShortcutsPanel = lazily(
  async () => (await import('./find/shortcuts-panel.tsx')).ShortcutsPanel,
);
const SettingsPanel = lazily(async () => (await import('./settings/settings.tsx')).SettingsPanel);
const Audit = lazily(async () => (await import('./settings/audit.tsx')).Audit);

export function OpenPanel() {
  const { panels } = usePage();
  const panel = panels.open.value;
  if (panel === null) return null;
  switch (panel.kind) {
    case 'search':
      return <SearchPanel query={panel.query} />;
    case 'switcher':
      return <SwitcherPanel />;
    case 'shortcuts':
      return <ShortcutsPanel />;
    case 'edits':
      return <EditsPanel message={panel.message} />;
    case 'reactions':
      return <ReactionsPanel message={panel.message} />;
    case 'problem':
      return <ProblemPanel title={panel.title} text={panel.text} />;
    case 'find-rooms':
      return <FindRooms />;
    case 'create-room':
      return <CreateRoom />;
    case 'new-message':
      return <NewMessage />;
    case 'room':
      return (
        <RoomPanel key={panel.name} name={panel.name} {...(panel.tab && { tab: panel.tab })} />
      );
    case 'person':
      return (
        <PersonPanel key={panel.name} name={panel.name} {...(panel.room && { room: panel.room })} />
      );
    case 'settings':
      return <SettingsPanel />;
    case 'audit':
      return <Audit />;
    case 'confirm':
      return <Confirm question={panel.question} />;
    default:
      return null;
  }
}
