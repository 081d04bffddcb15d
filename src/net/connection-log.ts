/** The listener's view of the log. */
export interface ConnectionLog {
  connected(id: number, address: string): void;
  /** A trusted proxy says that the connection comes from `address`. */
  proxied(id: number, address: string): void;
  /** The peer has sent something, and is no health check. */
  used(id: number): void;
  /** The connection is refused because of `why`. Like an accepted one, it ends with `disconnected`. */
  refused(id: number, address: string, why: string): void;
  disconnected(id: number, why: string): void;
  /** A system error keeps connections from being accepted for now. */
  trouble(error: Error): void;
}
