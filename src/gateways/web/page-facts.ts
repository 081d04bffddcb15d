/** What the page says of its server: written into the built files, which say it of a server with its defaults. */
import { PASSWORD_BYTES_MIN, SERVER_NAME } from '../../protocol/limits.ts';

export interface PageFacts {
  /** What people see the server called. */
  readonly serverName: string;
  /** Bytes of a new password, at least. */
  readonly passwordBytesMin: number;
}

export const USUAL_FACTS: PageFacts = {
  serverName: SERVER_NAME,
  passwordBytesMin: PASSWORD_BYTES_MIN,
};

/** The file `path` as it is with `facts`; null where that is as it was built. */
export function withFacts(path: string, body: Buffer, facts: PageFacts): Buffer | null {
  const { serverName, passwordBytesMin } = facts;
  const isUsual = serverName === SERVER_NAME && passwordBytesMin === PASSWORD_BYTES_MIN;
  if (isUsual) return null;
  switch (path) {
    case '/index.html': {
      const name = escaped(serverName);
      const page = body
        .toString()
        .replace(/(<title>)[^<]*/, (_all, tag) => tag + name)
        .replace(/(<meta name="application-name" content=")[^"]*/, (_all, tag) => tag + name)
        .replace(
          /(<meta name="chinwag-password-min" content=")[^"]*/,
          (_all, tag) => tag + passwordBytesMin,
        );
      return Buffer.from(page);
    }
    case '/manifest.webmanifest': {
      const manifest = JSON.parse(body.toString()) as object;
      const named = { ...manifest, name: serverName, short_name: serverName };
      return Buffer.from(JSON.stringify(named));
    }
    default:
      return null;
  }
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<"]/g, (one) => ENTITIES[one] ?? one);
}
