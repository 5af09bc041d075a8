#!/usr/bin/env python3
"""Loads a running `casus serve` with ordinary and hostile requests, and watches that each gets the
status that it should, that the server's memory does not grow, and that it lives.

    casus serve --db FILE --port 8080 --rate 0 --connections-a-client 200 &
    bench/serve_load.py 8080 $! MINUTES

Where $CASUS_TOKEN is set, to the server and here, reviews are mixed in. The archive is one of casus_make_archive.
Standard library alone. Ends with 0 where nothing was wrong.
"""
import http.client, json, os, random, socket, sys, threading, time, urllib.parse

PORT, PID, MINUTES = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
TOKEN = os.environ.get("CASUS_TOKEN", "")
END = time.time() + MINUTES * 60
counts, wrong, excused, lock = {}, [], [], threading.Lock()
last_stop = 0.0  # when the server was last seen stopped by a signal (SIGSTOP): what waited then proves nothing
CATEGORIES = ["ASSAULT", "CONSULT", "ACCUSE", "AID", "PROTEST", "COERCE", "NONE"]


def note(kind, status, fine, what=""):
    with lock:
        counts[(kind, status)] = counts.get((kind, status), 0) + 1
        if not fine:
            was_stopped = time.time() - last_stop < 150
            (excused if was_stopped else wrong).append(f"{kind}: {status} {what}")
            if not was_stopped:
                print(f"wrong at {time.strftime('%T')}: {kind}: {status} {what}", flush=True)


def watch_for_stops():
    global last_stop
    while time.time() < END:
        with open(f"/proc/{PID}/stat") as stat:
            if stat.read().rsplit(")", 1)[1].split()[0] == "T":
                last_stop = time.time()
        time.sleep(.2)


def code(r):
    rank = int(200 ** r.random()) - 1
    return chr(65 + rank // 26) + chr(65 + rank % 26) + "X"


def filters(r):
    parts = {"asserted": "true"} if r.random() < .5 else {}
    parts.update(r.choice([{}, {"actor": code(r)}, {"category": r.choice(CATEGORIES)}, {"country": code(r)},
                           {"with": "/" + r.choice(["GOV", "MIL", "REB"])}, {"from": str(r.randint(1995, 2024))},
                           {"confidence": f"{r.random():.2f}"}, {"source": f"Agency {r.randint(0, 39)}"},
                           {"q": r.choice(["the", "a OR b", "xq*"])}]))
    return parts


def single(r):
    """One article, event, ... or a download of few."""
    article = f"generated-{r.randint(0, 99999)}"
    event = f"{article}-{r.randint(1, 10)}-1"
    return r.choice([f"articles/{article}", f"articles/{article}/raw", f"events/{event}", f"events/{event}/explain",
                     f"events?format=csv&document={article}", f"events?format=geojson&actor={code(r)}&limit=300",
                     f"events?format=jsonl&document={article}", "status", "codebook", "openapi.json", "reviews?limit=20"])


def ordinary(r):
    views = ["events?limit=50&sort=-date", "counts?by=month&split=category", "facets?column=actor", "places?limit=200",
             "network?limit=20", f"dyad?dyad={code(r)},{code(r)}", "sections", "sources", "feed?limit=20",
             "timeline?by=month&split=quad", "articles?limit=20", "reviews/next?reviewer=load&order=random", "facts?limit=10"]
    if r.random() < .2:
        return "/api/v1/" + single(r)
    view = r.choice(views)
    conditions = filters(r)
    if view.startswith("dyad"):
        conditions.pop("actor", None)  # the dyad names its parties
    return "/api/v1/" + view + ("&" if "?" in view else "?") + urllib.parse.urlencode(conditions)


def ask_ordinarily(seed):
    r = random.Random(seed)
    connection = None
    while time.time() < END:
        if connection is None:
            connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        target = ordinary(r)
        try:
            headers = {"Accept-Encoding": "gzip"} if r.random() < .5 else {}
            connection.request("GET", target, headers=headers)
            answer = connection.getresponse()
            body = answer.read()
            is_gone = answer.status == 404 and target.endswith("/raw")  # generated texts were read from no page
            fine = answer.status == 200 or is_gone or (answer.status == 503 and "Retry-After" in answer.headers)
            if answer.status == 200 and answer.headers["Content-Type"] == "application/json" and \
                    "Content-Encoding" not in answer.headers:
                json.loads(body)
            note("ordinary", answer.status, fine, target)
        except (OSError, http.client.HTTPException, ValueError) as error:
            note("ordinary", type(error).__name__, False, f"{target} {error}")
            connection = None


def review(seed):
    """Two verdicts a second at most, each on a random event; the same event may be judged again."""
    r = random.Random(seed)
    while TOKEN and time.time() < END:
        event = f"generated-{r.randint(0, 99999)}-{r.randint(1, 10)}-1"
        verdict = r.choice([{"verdict": "accept"}, {"verdict": "reject", "reason": "no event"},
                            {"verdict": "correct", "correction": {"event": "AID"}}])
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        try:
            connection.request("PUT", f"/api/v1/events/{event}/reviews/load{seed}", json.dumps(verdict),
                               {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"})
            answer = connection.getresponse()
            answer.read()
            note("review", answer.status, answer.status in (200, 201, 503), event)
        except (OSError, http.client.HTTPException) as error:
            note("review", type(error).__name__, False, event)
        connection.close()
        time.sleep(1)


def exchange(payload, patience=20, read=True):
    with socket.create_connection(("127.0.0.1", PORT), timeout=patience) as client:
        client.sendall(payload)
        if not read:
            return b""
        got = b""
        while not got.endswith(b"}\n") and len(got) < 1 << 20:
            piece = client.recv(65536)
            if not piece:
                break
            got += piece
        return got


def get(target, more=b""):
    return b"GET " + target + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + more + b"\r\n"


def hostile(r):
    """A kind, bytes, and the statuses that are right; 0 is a connection that was ended."""
    junk = bytes(r.randrange(256) for _ in range(r.randint(1, 300)))
    word = urllib.parse.quote_from_bytes(junk).encode()
    return r.choice([
        ("junk", junk + b"\r\n\r\n", {400, 0}),
        ("query", get(b"/api/v1/events?q=" + word), {200, 400}),
        ("actor", get(b"/api/v1/events?actor=" + word), {200, 400}),
        ("unknown", get(b"/api/v1/events?" + word + b"=1"), {200, 400}),
        ("cursor", get(b"/api/v1/events?cursor=" + word), {200, 400}),
        ("id", get(b"/api/v1/articles/" + word), {404, 400}),
        ("sql", get(b"/api/v1/events?place=%27;DROP%20TABLE%20event;--"), {200}),
        ("path", get(b"/../../../etc/passwd"), {400}),
        ("inject", get(b"/%0d%0aSet-Cookie:%20a=b"), {400}),
        ("smuggle", b"PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                    + get(b"/healthz"), {400, 0}),
        ("header", get(b"/healthz", b"X: " + b"a" * 20000 + b"\r\n"), {431}),
        ("body", b"PUT /api/v1/events/a/reviews/b HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000\r\n\r\n", {413}),
        ("long", get(b"/" + b"a" * 9000), {400}),
        ("method", b"BREW /api/v1/events HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", {405, 400}),
        ("token", b"PUT /api/v1/events/a/reviews/b HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer x\r\n"
                  b"Connection: close\r\nContent-Length: 2\r\n\r\n{}", {401, 403}),
        ("deep", get(b"/api/v1/events?limit=1000&sort=confidence&" + b"&".join([b"actor=AAX"] * 150)), {200}),
    ])


def ask_hostilely(seed):
    r = random.Random(seed)
    while time.time() < END:
        kind, payload, right = hostile(r)
        try:
            answer = exchange(payload)
            status = int(answer[9:12]) if answer.startswith(b"HTTP/1.") else 0
            fine = (status in right or status == 503) and b"root:" not in answer and b"\nSet-Cookie" not in answer
            note(kind, status, fine, repr(payload[:120]))
        except ConnectionError:
            note(kind, 0, True)  # ended while it was still talking
        except OSError as error:
            note(kind, type(error).__name__, False, repr(payload[:80]))
        time.sleep(.01)


def be_slow(seed):
    """Sends a byte a second, or asks for much and reads nothing."""
    r = random.Random(seed)
    while time.time() < END:
        try:
            with socket.create_connection(("127.0.0.1", PORT), timeout=60) as client:
                if r.random() < .5:
                    client.sendall(get(b"/api/v1/events?format=jsonl"))
                    time.sleep(r.randint(5, 50))
                else:
                    for letter in b"GET /healthz HTTP/1.1\r\nHost: x":
                        client.sendall(bytes([letter]))
                        time.sleep(1)
            note("slow", "survived", True)
        except OSError:
            note("slow", "ended", True)


def memory_mb():
    with open(f"/proc/{PID}/status") as status:
        fields = dict(line.split(":", 1) for line in status if ":" in line)
    return int(fields["VmRSS"].split()[0]) / 1024, int(fields["VmHWM"].split()[0]) / 1024


def main():
    threads = [threading.Thread(target=ask_ordinarily, args=(i,)) for i in range(8)]
    threads += [threading.Thread(target=ask_hostilely, args=(100 + i,)) for i in range(3)]
    threads += [threading.Thread(target=be_slow, args=(200 + i,)) for i in range(10)]
    threads.append(threading.Thread(target=watch_for_stops))
    threads += [threading.Thread(target=review, args=(300 + i,)) for i in range(2)]
    for each in threads:
        each.daemon = True
        each.start()
    while time.time() < END:
        time.sleep(min(60, max(1, END - time.time())))
        now, most = memory_mb()
        print(f"{(time.time() - END) / 60 + MINUTES:5.1f} min  {now:6.1f} MB (most {most:.1f})  "
              f"{sum(counts.values())} requests, {len(wrong)} wrong, {len(excused)} while the server was stopped, {len(os.listdir(f'/proc/{PID}/fd'))} files open",
              flush=True)
    for each in threads:
        each.join(timeout=70)
    for (kind, status), count in sorted(counts.items(), key=str):
        print(f"{kind:10} {status!s:12} {count}")
    print(f"{len(wrong)} wrong, {len(excused)} while the server was stopped by a signal:", *excused[:20], sep="\n")
    return 1 if wrong else 0


sys.exit(main())
