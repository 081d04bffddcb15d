"""A line-based Chinwag client: python3 client.py [HOST] [PORT]

One select() loop serves the socket and the keyboard, so messages are shown the moment they arrive.
"""
import os, re, select, socket, struct, sys
from collections import deque

HEADER = struct.Struct(">BBHI")  # version 1, type, reserved 0, payload length
LOGIN, LIST, SENDTO, LOGOUT = 0x01, 0x02, 0x03, 0x04  # what we send
RESPONSE, NAMES, MESSAGE = 0x81, 0x82, 0x83  # what the server sends
MAX_NAME, MAX_ROOM, MAX_ROOM_BYTES = 20, 64, 200
MAX_TEXT, MAX_PAYLOAD, LAST_KNOWN_REASON = 65_535, 16_777_216, 11
STDIN = 0
LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
CONTROL = re.compile("[\0-\x08\n-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

def safe(text):
    """Other people's text as one line that is harmless on a terminal."""
    def visible(match):
        code = ord(match[0])
        return f"^{chr(code ^ 0x40)}" if code < 0x80 else f"<U+{code:04X}>"
    return CONTROL.sub(visible, LINE_BREAK.sub("\u2424", text))

def frame(kind, payload=b""):
    return HEADER.pack(1, kind, 0, len(payload)) + payload

def counted(name):
    """A name as frames hold it: its length in bytes, then the bytes."""
    return bytes([len(name.encode())]) + name.encode()

def split_name(data):
    """The inverse of counted(): the name at the start of the data, and the data after it."""
    end = 1 + data[0] if data else 1
    if end == 1 or end > len(data):
        raise ValueError("a name is missing, or reaches past its frame")
    return str(data[1:end], "utf-8"), data[end:]

def understand(line):
    """Parse a typed line: bytes are a frame to send, a string is an error to print."""
    command, rest = re.fullmatch(r"([^ \t]*)[ \t]*(.*)", line, re.DOTALL).groups()
    name, text = re.fullmatch(r"([^ \t]*)[ \t]?(.*)", rest, re.DOTALL).groups()
    bad_name = not 1 <= len(name) <= MAX_NAME
    if command == "login":
        return "Bad username" if bad_name or text.strip(" \t") else frame(LOGIN, counted(name))
    if command == "sendto":
        is_room = name.startswith("#") and len(name) <= MAX_ROOM and len(name.encode()) <= MAX_ROOM_BYTES
        if (bad_name and not is_room) or not text.strip():
            return "Bad username"
        return "Bad message" if len(text) > MAX_TEXT else frame(SENDTO, counted(name) + text.encode())
    if command in ("list", "logout") and not rest:
        return frame(LIST if command == "list" else LOGOUT)
    return "Invalid command"

def complain(text):
    print(f"client: {text}", file=sys.stderr, flush=True)

class Client:
    def __init__(self, sock):
        self.sock, self.leaving = sock, False
        self.incoming, self.outgoing, self.typed = bytearray(), bytearray(), b""
        self.owed = deque()  # None: a reply that must come; a string: our error line, next in turn

    def run(self):
        while self.owed or not self.leaving:
            listening = not self.leaving and len(self.outgoing) < 65_536 and len(self.owed) < 1000
            readable, writable, _ = select.select([self.sock] + [STDIN] * listening,
                                                  [self.sock] if self.outgoing else [], [])
            if self.sock in readable:
                self.receive()
            if writable:
                self.transmit()
            if STDIN in readable:
                self.read_input()

    def transmit(self):
        try:
            del self.outgoing[:self.sock.send(self.outgoing, socket.MSG_DONTWAIT)]
        except ConnectionError:
            self.outgoing.clear()  # receive() takes the server's last words, then sees the end

    def read_input(self):
        data = os.read(STDIN, 65_536) or b"\nexit\n"  # the end of the input is like exit
        *lines, self.typed = (self.typed + data).split(b"\n")
        for line in lines:
            line = line.removesuffix(b"\r").decode(errors="replace").lstrip(" \t")
            if line.rstrip(" \t") == "exit":
                self.leaving = True
                break
            wanted = understand(line) if line else b""
            if isinstance(wanted, str):
                self.owed.append(wanted)
                self.print_errors()
            elif wanted:
                self.owed.append(None)
                self.outgoing += wanted

    def print_errors(self):
        """Print the error lines that are not behind an outstanding reply."""
        while self.owed and self.owed[0] is not None:
            print(self.owed.popleft(), flush=True)

    def receive(self):
        """Read what has arrived, and act on every complete frame."""
        data = self.sock.recv(65_536)
        if not data:
            raise ConnectionError("the server closed it")
        self.incoming += data
        while len(self.incoming) >= HEADER.size:
            version, kind, reserved, length = HEADER.unpack_from(self.incoming)
            if version != 1 or reserved != 0 or length > MAX_PAYLOAD:
                raise ValueError("a header that cannot be believed")
            end = HEADER.size + length
            if len(self.incoming) < end:
                break
            payload = bytes(self.incoming[HEADER.size:end])
            del self.incoming[:end]
            if kind == MESSAGE:  # the only frame that answers nothing
                name, text = split_name(payload)
                if not text:
                    raise ValueError("a message without a text")
                print(f"{safe(name)}: {safe(text.decode())}", flush=True)
            elif kind in (RESPONSE, NAMES) and self.owed:
                self.show_names(payload) if kind == NAMES else self.show_response(payload)
                self.owed.popleft()
                self.print_errors()
            else:
                raise ValueError(f"an unexpected frame of type 0x{kind:02x}")

    def show_response(self, payload):
        result, reason, detail = payload[0], payload[1], safe(payload[2:].decode())
        if result > 2:
            raise ValueError(f"an unexpected result: {result}")
        if result > 1:
            complain(f"the server could not understand us: {detail}")
            return
        print("Failure" if result else "Success", flush=True)
        if reason > LAST_KNOWN_REASON:  # a later server's: people still want to know
            complain(detail or f"reason {reason}")

    def show_names(self, payload):
        (count,), rest = struct.unpack_from(">I", payload), memoryview(payload)[4:]
        names = []
        for _ in range(count):
            name, rest = split_name(rest)
            names.append(safe(name))
        if rest:
            raise ValueError("there are more names than it says")
        print(*names, sep="\n", end="\n" if names else "", flush=True)

def main(host="127.0.0.1", port="4900"):
    sys.stdout.reconfigure(encoding="utf-8")
    try:
        with socket.create_connection((host, port)) as sock:
            Client(sock).run()
    except OSError as error:
        sys.exit(f"client: connection to {host} port {port}: {error}")
    except (ValueError, IndexError, struct.error) as error:
        sys.exit(f"client: the server broke the protocol: {error}")
    except KeyboardInterrupt:
        sys.exit(130)

if __name__ == "__main__":
    main(*sys.argv[1:3])
