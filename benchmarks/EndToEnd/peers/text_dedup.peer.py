"""text-dedup (the 0.4 releases): its MinHash command at 0.7 with word 5-grams.

Clusters are its connected components.
"""

import os
import pickle
import subprocess
import sys
from collections import defaultdict

sys.path.append(os.path.dirname(os.path.abspath(__file__)))
from common import articles, write_clusters  # noqa: E402

corpus, folder, threads = sys.argv[1:4]
output = os.path.join(folder, "output")
subprocess.run(
    [
        sys.executable, "-m", "text_dedup.minhash",
        "--path", "json", "--data_files", corpus, "--split", "train", "--column", "text",
        "--cache_dir", os.path.join(folder, "cache"), "--output", output,
        "--ngram", "5", "--num_perm", "128", "--threshold", "0.7", "--num_proc", threads, "--debug",
    ],
    check=True,
)
with open(os.path.join(output, "uf.pkl"), "rb") as file:
    parents = pickle.load(file)
find = parents.__getitem__ if isinstance(parents, dict) else parents.find
members = parents if isinstance(parents, dict) else parents.parent
names = [name for name, _ in articles(corpus)]
clusters = defaultdict(list)
for number in members:
    clusters[find(number)].append(names[number])
write_clusters(folder, clusters.values())
