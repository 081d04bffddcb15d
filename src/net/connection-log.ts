/** What the listener tells the log. */
export interface ConnectionLog {
  connected(id: number, address: string): void;
  /** A trusted proxy says that the connection comes from `address`. */
  proxied(id: number, address: string): void;
  /** The peer has said something, and is no health check. */
  used(id: number): void;
  /** The connection is turned away, because of `why`. Like one that is connected, it is disconnected in the end. */
  refused(id: number, address: string, why: string): void;
  disconnected(id: number, why: string): void;
  /** Connections cannot be accepted for now, because of an error of the system's. */
  trouble(error: Error): void;
}
