"""datasketch, article by article: MinHash with 128 values and MinHashLSH in memory; each candidate with the similarity
that their values tell. Arguments: articles in JSON lines, the threshold of the index, where the
answers go, the seconds after which it ends."""

import json
import os
import resource
import sys
import time

sys.path.append(os.path.dirname(os.path.abspath(__file__)))
from common import articles, shingles  # noqa: E402
from datasketch import MinHash, MinHashLSH  # noqa: E402

corpus, threshold, output, seconds = sys.argv[1:5]
ends = time.monotonic() + float(seconds)
lsh = MinHashLSH(threshold=float(threshold), num_perm=128)
kept = {}
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with open(output, "w", encoding="utf-8") as answers:
    for name, text in articles(corpus):
        if time.monotonic() > ends:
            break
        start = time.perf_counter()
        signature = MinHash(num_perm=128)
        signature.update_batch([shingle.encode("utf-8") for shingle in shingles(text.lower())])
        matches = [[other, round(signature.jaccard(kept[other]), 4), 0] for other in lsh.query(signature)]
        lsh.insert(name, signature)
        kept[name] = signature
        took = (time.perf_counter() - start) * 1000
        answers.write(json.dumps({"id": name, "asked": True, "ms": round(took, 4), "matches": matches}) + "\n")
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    answers.write(json.dumps({"bytes": grown, "memory": grown}) + "\n")
