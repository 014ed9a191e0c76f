"""rensa: RMinHash with 128 values and RMinHashLSH with 16 bands, candidates kept when the estimate is 0.7 or more."""

import os
import sys

sys.path.append(os.path.dirname(os.path.abspath(__file__)))
from common import articles, shingles, write_pairs  # noqa: E402
from rensa import RMinHash, RMinHashLSH  # noqa: E402

corpus, folder, _ = sys.argv[1:4]
lsh = RMinHashLSH(threshold=0.7, num_perm=128, num_bands=16)
names = []
signatures = []
pairs = []
for number, (name, text) in enumerate(articles(corpus)):
    signature = RMinHash(num_perm=128, seed=42)
    signature.update(shingles(text))
    pairs.extend(
        (names[other], name) for other in lsh.query(signature) if signature.jaccard(signatures[other]) >= 0.7
    )
    lsh.insert(number, signature)
    names.append(name)
    signatures.append(signature)
write_pairs(folder, pairs)
