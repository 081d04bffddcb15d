/** The text of an export, in chunks. */
import { oneLine } from '../protocol/visible.ts';
import { Export } from '../store/transfer/export.ts';
import type { Kept } from '../store/transfer/kept-data.ts';
import { writeLine } from './export-lines.ts';
import { OwnerError } from './owner-error.ts';

/** Characters of a chunk. */
const CHUNK_CHARACTERS = 64 * 1024;

/**
 * The export of the data in `folder`; of one person where `name` is not empty. Throws OwnerError where nobody has that
 * name.
 */
export function* exportChunks(folder: string, name: string): Generator<string> {
  using source = new Export(folder);
  const id = name === '' ? null : source.find(name);
  if (name !== '' && id === null) {
    throw new OwnerError(
      `nobody is registered as ${oneLine(name)}; chinwag account list shows who there is`,
    );
  }
  let chunk = writeLine({ kind: 'chinwag-export', person: id === null ? null : name });
  const counts: Partial<Record<Kept['kind'], number>> = {};
  for (const kept of id === null ? source.everything() : source.person(id)) {
    counts[kept.kind] = (counts[kept.kind] ?? 0) + 1;
    chunk += writeLine(kept);
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
  }
  const { account: accounts = 0, message: direct = 0, 'room-message': inRooms = 0 } = counts;
  const messages = direct + inRooms;
  yield chunk + writeLine({ kind: 'end', accounts, messages });
}
