"""datasketch: MinHash with 128 values and MinHashLSH at 0.7, all candidates reported."""

import os
import sys

sys.path.append(os.path.dirname(os.path.abspath(__file__)))
from common import articles, shingles, write_pairs  # noqa: E402
from datasketch import MinHash, MinHashLSH  # noqa: E402

corpus, folder, _ = sys.argv[1:4]
lsh = MinHashLSH(threshold=0.7, num_perm=128)
pairs = []
for name, text in articles(corpus):
    signature = MinHash(num_perm=128)
    signature.update_batch([shingle.encode("utf-8") for shingle in shingles(text)])
    pairs.extend((other, name) for other in lsh.query(signature))
    lsh.insert(name, signature)
write_pairs(folder, pairs)
