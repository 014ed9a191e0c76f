#!/usr/bin/env python3
"""The live index and its peers on the same articles, one by one, in order of their dates: each is asked what the new
article is a copy of, then it is stored. Prints tables of time, bytes and of the labelled copies that each found.

    benchmarks/EndToEnd/live-peers.py [--work FOLDER] [--gold FOLDER] [--documents 20000] [--sets NAME,...]
                                      [--peers "NAME;..."] [--seconds 50] [--report]

Builds what it needs. Labelled sets are taken from --gold, DEDUPE_GOLD or ../shared/gold; `generated` is made by `bench
generate`. What is not there is said and passed over: a set; PostgreSQL (Debian's, one of its own is started in the
work folder); datasketch where this python3 cannot import it. Answers stay in the work folder and are not asked for
again; --report only reads them.
"""
import argparse
import glob
import importlib.util
import json
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import threading

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.append(HERE)
from live_scores import Answers, tables  # noqa: E402

BENCH = ["dotnet", f"{ROOT}/benchmarks/Dedupe.Benchmarks/bin/Release/net10.0/Dedupe.Benchmarks.dll"]
DEDUPE = ["dotnet", f"{ROOT}/src/Dedupe.Cli/bin/Release/net10.0/Dedupe.Cli.dll"]
SETS = ("wire-dev", "reuters-dev", "saudi-dev", "generated")

# The name in the tables, the peer of `bench peers`, its options. Of slow ones only each N-th article is asked about,
# and all that are in the labels.
PEERS = {
    "dedupe serve": ("http", []),
    "dedupe, in process": ("library", []),
    "band keys, 64 x 2": ("band-keys", ["--rows", "2"]),
    "band keys, 32 x 4": ("band-keys", ["--rows", "4"]),
    "pg_trgm, GiST": ("trigrams-gist", ["--floor", "0.5", "--every", "100"]),
    "pg_trgm, GIN": ("trigrams-gin", ["--floor", "0.5", "--every", "100"]),
    "min_hash": ("lucene-min-hash", ["--every", "100"]),
    "MoreLikeThis": ("lucene-more-like-this", ["--every", "100"]),
    "datasketch": ("datasketch", []),
}


class Postgres:
    """A server of this run, with its own settings: what is committed is on the disk."""

    def __init__(self, folder):
        self.folder = folder
        found = sorted(glob.glob("/usr/lib/postgresql/*/bin/pg_ctl"))
        self.bin = os.path.dirname(found[-1]) if found else None
        self.as_user = []
        if self.bin and os.getuid() == 0:
            try:
                pwd.getpwnam("postgres")
                self.as_user = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"]
            except KeyError:
                self.bin = None

    def start(self):
        os.makedirs(self.folder)
        if self.as_user:
            shutil.chown(self.folder, "postgres")
        self._run("initdb", "-A", "trust", "-U", "peers", "-E", "UTF8", "--locale=C.UTF-8")
        self._run("pg_ctl", "-w", "-l", f"{self.folder}/log", "-o",
                  f"-c listen_addresses= -c unix_socket_directories={self.folder}", "start")
        return f"Host={self.folder};Username=peers;Database=postgres"

    def stop(self):
        self._run("pg_ctl", "-w", "-m", "fast", "stop")
        shutil.rmtree(self.folder)

    def _run(self, program, *arguments):
        subprocess.run(
            [*self.as_user, f"{self.bin}/{program}", "-D", f"{self.folder}/data", *arguments], check=True,
            cwd=self.folder, stdout=subprocess.DEVNULL)


def serve(folder):
    """Starts `dedupe serve` in a folder; the process and its address."""
    process = subprocess.Popen(
        [*DEDUPE, "serve", "--data", f"{folder}/live.db", "--index", f"{folder}/index", "--listen", "127.0.0.1:0",
         "--rate", "0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    for line in process.stdout:
        if "http://" in line:
            threading.Thread(target=process.stdout.read, daemon=True).start()
            return process, "http://" + line.split("http://", 1)[1].split()[0].rstrip("/.,")
    raise SystemExit("The server did not start.")


def size(folder):
    return sum(os.path.getsize(os.path.join(top, name)) for top, _, names in os.walk(folder) for name in names)


def articles_of(name, given):
    """The folder with articles by date and labels; None where the set is not there."""
    folder = f"{given.work}/{name}"
    if os.path.exists(f"{folder}/asked"):
        return folder
    os.makedirs(folder, exist_ok=True)
    if name == "generated":
        source, labels = f"{folder}/made.jsonl", f"{folder}/pairs.jsonl"
        subprocess.run([*BENCH, "generate", "--documents", str(given.documents), "--seed", "1", "--out", source,
                        "--labels", labels], check=True, stdout=subprocess.DEVNULL)
    else:
        source, labels = f"{given.gold}/{name}/articles.jsonl.gz", f"{given.gold}/{name}/pairs.jsonl"
        if not os.path.exists(labels):
            return None
        shutil.copyfile(labels, f"{folder}/pairs.jsonl")
        if os.path.exists(f"{given.gold}/{name}/exact-pairs.jsonl"):
            shutil.copyfile(f"{given.gold}/{name}/exact-pairs.jsonl", f"{folder}/exact-pairs.jsonl")
    subprocess.run([*BENCH, "peers", "--input", source, "--order", f"{folder}/articles.jsonl"], check=True)
    with open(labels, encoding="utf-8") as lines:
        # Of generated ones there are thousands, and each N-th is asked about anyway.
        pairs = [] if name == "generated" else [json.loads(line) for line in lines]
    with open(f"{folder}/asked", "w", encoding="utf-8") as asked:
        asked.writelines(one + "\n" for one in sorted({pair[side] for pair in pairs for side in "ab"}))
    return folder


def run(peer, options, folder, output, address, seconds):
    """Gives one peer the articles of one set."""
    place = tempfile.mkdtemp(prefix="dedupe-peer-")
    server = None
    articles = f"{folder}/articles.jsonl"
    try:
        if peer == "datasketch":
            command = [sys.executable, f"{HERE}/peers/datasketch.live.py", articles, "0.2", output + ".part",
                       str(seconds)]
        else:
            data = place
            if peer == "http":
                server, data = serve(place)
            elif peer.startswith(("band", "trigrams")):
                data = address
            command = [*BENCH, "peers", "--input", articles, "--peer", peer, "--data", data, "--out",
                       output + ".part", "--ask", f"{folder}/asked", "--seconds", str(seconds), *options]
        subprocess.run(command, check=True)
        if server:
            memory = next(
                int(line.split()[1]) * 1024 for line in open(f"/proc/{server.pid}/status", encoding="utf-8")
                if line.startswith("VmHWM"))
            server.terminate()
            server.wait()
            with open(output + ".part", "a", encoding="utf-8") as answers:
                answers.write(json.dumps({"bytes": size(place), "memory": memory}) + "\n")
    finally:
        if server:
            server.kill()
        shutil.rmtree(place)
    with open(output + ".part", "a", encoding="utf-8") as answers:
        answers.write(json.dumps({"load": os.getloadavg()[0]}) + "\n")
    os.rename(output + ".part", output)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work")
    parser.add_argument("--gold", default=os.environ.get("DEDUPE_GOLD", f"{ROOT}/../shared/gold"))
    parser.add_argument("--documents", type=int, default=20000)
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--peers", default=";".join(PEERS), help="names as in the tables, with ; between them")
    parser.add_argument("--seconds", type=int, default=50, help="after which one turn of a peer ends")
    parser.add_argument("--report", action="store_true")
    given = parser.parse_args()
    given.work = os.path.abspath(given.work or tempfile.mkdtemp(prefix="dedupe-peers-"))
    os.makedirs(given.work, exist_ok=True)
    os.chmod(given.work, 0o755)
    if not given.report:
        for project in ("src/Dedupe.Cli", "benchmarks/Dedupe.Benchmarks"):
            subprocess.run(["dotnet", "build", f"{ROOT}/{project}", "-c", "Release", "-v", "q", "--nologo",
                            "-p:UseSharedCompilation=false"], check=True, stdout=subprocess.DEVNULL)
        ask(given)
    answers = {}
    for name in SETS:
        for peer in PEERS:
            file = output_of(given, name, peer)
            if os.path.exists(file):
                answers[name, peer] = Answers(f"{given.work}/{name}", file)
    tables(answers, ours=[peer for peer in PEERS if peer.startswith("dedupe")])


def output_of(given, name, peer):
    return f"{given.work}/{name}/{''.join(one if one.isalnum() else '-' for one in peer)}.answers"


def ask(given):
    postgres = Postgres(f"{given.work}/postgres")
    address = postgres.start() if postgres.bin else None
    try:
        for name in given.sets.split(","):
            folder = articles_of(name, given)
            if folder is None:
                print(f"{name} is not there: passed over", file=sys.stderr)
                continue
            for label in given.peers.split(";"):
                peer, options = PEERS[label]
                output = output_of(given, name, label)
                if os.path.exists(output):
                    continue
                if address is None and peer.startswith(("band", "trigrams")):
                    print(f"{label}: no PostgreSQL here: passed over", file=sys.stderr)
                elif peer == "datasketch" and importlib.util.find_spec("datasketch") is None:
                    print("datasketch: cannot be imported: passed over", file=sys.stderr)
                else:
                    print(f"{name}: {label}", file=sys.stderr)
                    try:
                        run(peer, options, folder, output, address, given.seconds)
                    except subprocess.CalledProcessError as error:
                        print(f"{label} failed: {error}", file=sys.stderr)
    finally:
        if address:
            postgres.stop()


main()
