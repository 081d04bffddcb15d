// Restores the checkout's package.json (see prepack.mjs).
import { renameSync } from 'node:fs';

renameSync('.package.json.checkout', 'package.json');
