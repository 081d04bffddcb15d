"""Check examples/client.py against docs/vectors.json: python3 client-vectors.py CLIENT VECTORS

Prints each difference on a line, and the number of vectors tried.
"""
import contextlib, importlib.util, io, json, sys

def load(path):
    spec = importlib.util.spec_from_file_location("client", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

def whole(written):
    """Read a string, which may be given in parts."""
    if isinstance(written, str):
        return written
    return "".join(part if isinstance(part, str) else part[0] * part[1] for part in written)

class Socket:
    """A socket that has received a frame."""
    def __init__(self, data):
        self.data = data

    def recv(self, _):
        data, self.data = self.data, b""
        return data

class Check:
    def __init__(self, client, vectors):
        self.client, self.vectors, self.tried = client, vectors, 0

    def same(self, vector, actual, expected):
        self.tried += 1
        if actual != expected:
            print(f"{vector['description']}: {str(actual)[:200]!r}, not {str(expected)[:200]!r}")

    def encoded(self, frame):
        client = self.client
        kind = getattr(client, frame["type"])
        if "name" not in frame:
            return client.frame(kind)
        return client.frame(kind, client.counted(frame["name"]) + whole(frame.get("text", "")).encode())

    def client_frames(self):
        for vector in self.vectors["clientFrames"]:
            frame = vector["frame"]
            if frame and frame["type"] in ("LOGIN", "LIST", "SENDTO", "LOGOUT"):
                self.same(vector, self.encoded(frame).hex(), whole(vector["hex"]))

    def printed(self, data):
        """Return what the client prints for a frame; None if it finds the frame invalid."""
        client = self.client.Client(Socket(data))
        client.owed.append(None)
        output = io.StringIO()
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(io.StringIO()):
            try:
                client.receive()
            except (ValueError, IndexError, self.client.struct.error):
                return None
        return output.getvalue()

    def server_frames(self):
        for vector in self.vectors["serverFrames"]:
            prints = vector["prints"]  # nothing is, of an EVENT: the client has not said hello
            data = bytes.fromhex(whole(vector["hex"]))
            self.same(vector, self.printed(data), prints if prints is None else whole(prints))

    def lines(self):
        for vector in self.vectors["lines"]:
            line = whole(vector["line"]).lstrip(" \t")
            if not line or line.rstrip(" \t") == "exit":
                continue  # these are not understand()'s
            wanted = self.client.understand(line)
            if isinstance(wanted, str):
                self.same(vector, wanted + "\n", vector["prints"])
            else:
                self.same(vector, wanted, vector["sends"] and self.encoded(vector["sends"]))

    def safe_texts(self):
        for vector in self.vectors["safeTexts"]:
            self.same(vector, self.client.safe(vector["text"]), vector["shown"])

def main(client, vectors):
    with open(vectors, encoding="utf-8") as file:
        check = Check(load(client), json.load(file))
    check.client_frames()
    check.server_frames()
    check.lines()
    check.safe_texts()
    print(f"{check.tried} vectors")

if __name__ == "__main__":
    main(*sys.argv[1:3])
