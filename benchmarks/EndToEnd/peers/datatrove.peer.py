"""datatrove: the four stages of its MinHash deduplication, 16 buckets of 8 hashes, word 5-grams.

Clusters are its connected components.
"""

import os
import sys
from collections import defaultdict

sys.path.append(os.path.dirname(os.path.abspath(__file__)))
from common import write_clusters  # noqa: E402
from datatrove.executor import LocalPipelineExecutor  # noqa: E402
from datatrove.pipeline.dedup import MinhashDedupSignature  # noqa: E402
from datatrove.pipeline.dedup.minhash import (  # noqa: E402
    MinhashConfig,
    MinhashDedupBuckets,
    MinhashDedupCluster,
    MinhashDedupFilter,
)
from datatrove.pipeline.readers import JsonlReader  # noqa: E402


def split(corpus, parts, count):
    """One file a worker: its reader shares work by files."""
    os.makedirs(parts)
    outputs = [open(os.path.join(parts, f"{part:03}.jsonl"), "wb") for part in range(count)]
    with open(corpus, "rb") as lines:
        for number, line in enumerate(lines):
            outputs[number % count].write(line)
    for output in outputs:
        output.close()


class KeepClusters:
    """The last stage: remembers the cluster of each document."""

    def __init__(self, path):
        self.path = path

    def __call__(self, data, rank=0, world_size=1):
        with open(f"{self.path}.{rank}", "w", encoding="utf-8") as output:
            for document in data:
                output.write(f"{document.id}\t{document.metadata.get('minhash_cluster_id', -1)}\n")
                yield document


def main():
    corpus, folder, threads = sys.argv[1], sys.argv[2], int(sys.argv[3])
    work = os.path.join(folder, "stages")
    parts = os.path.join(work, "parts")
    os.makedirs(work)
    split(corpus, parts, threads)
    config = MinhashConfig(n_grams=5, num_buckets=16, hashes_per_bucket=8)
    signatures, buckets, removed = (os.path.join(work, name) for name in ("signatures", "buckets", "removed"))

    def run(pipeline, tasks):
        LocalPipelineExecutor(
            pipeline=pipeline, tasks=tasks, workers=threads,
            logging_dir=os.path.join(work, f"logs{tasks}{len(pipeline)}"),
            skip_completed=False,
        ).run()

    run([JsonlReader(parts), MinhashDedupSignature(output_folder=signatures, config=config)], threads)
    run([MinhashDedupBuckets(input_folder=signatures, output_folder=buckets, config=config)], config.num_buckets)
    run([MinhashDedupCluster(input_folder=buckets, output_folder=removed, config=config, save_cluster_id=True)], 1)
    kept = os.path.join(work, "clusters")
    # Without removal lists nothing is dropped, and every document passes with the number of its cluster.
    for name in os.listdir(removed):
        if name.endswith(".remove"):
            open(os.path.join(removed, name), "wb").close()
    keep = MinhashDedupFilter(input_folder=removed, load_cluster_ids=True)
    run([JsonlReader(parts), keep, KeepClusters(kept)], threads)

    clusters = defaultdict(list)
    for part in range(threads):
        with open(f"{kept}.{part}", encoding="utf-8") as lines:
            for line in lines:
                name, cluster = line.rstrip("\n").split("\t")
                if cluster != "-1":
                    clusters[cluster].append(name)
    write_clusters(folder, clusters.values())


if __name__ == "__main__":
    main()
