/** Loopback addresses, where nobody else can listen even to an unencrypted connection. */

/** Does traffic to `host` stay on this machine, whatever a name service says? */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i.test(host);
}
