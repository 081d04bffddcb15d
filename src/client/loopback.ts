/** Where what is sent cannot be heard by others, even unencrypted. */

/** Does what is sent to `host` stay on this machine, whatever a name service says? */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i.test(host);
}
