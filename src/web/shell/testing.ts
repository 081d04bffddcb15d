/** A page with nothing but the functions of this folder, for test/web-shell.test.ts: built in the place of main.tsx. */
import { showAttention } from './attention.ts';
import { askPermission, notify, onOpen, takeOpened, withdraw } from './notifications.ts';
import { checkForUpdate, registerServiceWorker, update } from './registration.ts';
import { playSound } from './sound.ts';

const opened: string[] = [];
onOpen((conversation) => opened.push(conversation));
void registerServiceWorker();
/** Before anybody touched the page. */
const playedEarly = playSound();

Object.assign(globalThis, {
  shell: {
    askPermission,
    checkForUpdate,
    notify,
    opened,
    playedEarly,
    playSound,
    showAttention,
    takeOpened,
    update,
    withdraw,
  },
});
