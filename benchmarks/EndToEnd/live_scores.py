"""What the answers of live-peers.py are worth: a threshold for each peer, copies found, times, as tables."""
import json
import os

COPIES = {"copy", "same", "identical", "near-duplicate", "derived", "cut", "light", "heavy"}
ALIKE = 0.5
STEPS = [step / 20 for step in range(1, 20)]


class Answers:
    """What one peer answered on one set."""

    def __init__(self, folder, file):
        self.asked, self.times, self.found, order, end = set(), [], {}, {}, {}
        with open(file, encoding="utf-8") as lines:
            for line in map(json.loads, lines):
                if "id" not in line:
                    end.update({key: value for key, value in line.items() if value or key == "load"})
                    continue
                order[line["id"]] = len(order)
                if line["asked"]:
                    self.asked.add(line["id"])
                    self.times.append((order[line["id"]], line["ms"]))
                for other, *scores in line["matches"]:
                    self.found[line["id"], other] = scores
        self.articles, self.end = len(order), end
        with open(f"{folder}/articles.jsonl", encoding="utf-8") as lines:
            names = [json.loads(line)["id"] for line in lines]
        self.is_whole = len(names) == len(order)
        place = {name: number for number, name in enumerate(names)}
        self.labels = {}
        with open(f"{folder}/pairs.jsonl", encoding="utf-8") as lines:
            for pair in map(json.loads, lines):
                late, early = sorted((pair["a"], pair["b"]), key=lambda one: -place[one])
                if pair["label"] != "unsure":
                    self.labels[late, early] = pair["label"] in COPIES

        # Pairs whose likeness was computed, not judged.
        self.alike = set()
        if os.path.exists(f"{folder}/exact-pairs.jsonl"):
            with open(f"{folder}/exact-pairs.jsonl", encoding="utf-8") as lines:
                for pair in map(json.loads, lines):
                    if pair["jaccard"] >= ALIKE:
                        self.alike.add(tuple(sorted((pair["a"], pair["b"]), key=lambda one: -place[one])))

        # Labels of a collection that is not generated are for some pairs only.
        self.is_generated = folder.endswith("generated")

    def called(self, rule):
        """The pairs that a rule (which score, from what on) calls copies; without one all that were answered."""
        return {pair for pair, scores in self.found.items() if rule is None or scores[rule[0]] >= rule[1]}

    def score(self, rule):
        """Copies found, copies there, pairs called wrongly, pairs called that are known, F1."""
        called = self.called(rule)
        known = {pair: is_copy for pair, is_copy in self.labels.items() if pair[0] in self.asked}
        if self.is_generated:
            late = {pair[0] for pair, is_copy in known.items() if is_copy}
            right = {pair for pair in called if known.get(pair)}
            found, there = len({pair[0] for pair in right}), len(late)
            judged, wrong = len(called), len(called) - len(right)
        else:
            found = sum(1 for pair, is_copy in known.items() if is_copy and pair in called)
            there = sum(known.values())
            wrong = sum(1 for pair, is_copy in known.items() if not is_copy and pair in called)
            judged = found + wrong
        recall, precision = found / max(1, there), 1 - wrong / max(1, judged)
        return found, there, wrong, judged, 2 * precision * recall / (precision + recall or 1) if judged else 0.0

    def alike_found(self, rule):
        """Articles with an earlier one that has half of the runs of five words; those with one in the answer."""
        wanted = {pair for pair in self.alike if pair[0] in self.asked}
        return len({late for late, _ in wanted & self.called(rule)}), len({late for late, _ in wanted})

    def time(self, low=0.0, high=1.0):
        some = [took for place, took in self.times if low * self.articles <= place < high * self.articles]
        return sum(some) / max(1, len(some))

    def at(self, share):
        times = sorted(took for _, took in self.times)
        return times[min(len(times) - 1, int(share * len(times)))]


def best_rule(answers):
    """The rule with the best mean F1 over some sets; of equal ones that in the middle."""
    rules = [(kind, step) for kind in (0, 1) for step in STEPS]
    worth = {rule: sum(one.score(rule)[4] for one in answers) for rule in rules}
    top = [rule for rule in rules if worth[rule] > max(worth.values()) - 1e-9]
    return top[len(top) // 2]


def tables(answers, ours):
    """Prints two tables for each set: what was found, and what it took."""
    for name in dict.fromkeys(name for name, _ in answers):
        first = next(one for (of, _), one in answers.items() if of == name)
        copies = sum(first.labels.values())
        print(f"\n## {name}: {sum(1 for _ in first.labels)} labelled pairs, {copies} copies\n")
        rows = [(peer, one, rule_for(name, peer, answers, ours)) for (of, peer), one in answers.items() if of == name]
        print("| | found | wrong | F1 | rule | in hindsight | F1 | rule |")
        print("|---|--:|--:|--:|---|--:|--:|---|")
        for peer, one, rule in rows:
            print(found_row(peer, one, rule))
        print("\n| | ms | p50 | p99 | second fifth | last fifth | bytes | asked of | load |")
        print("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
        for peer, one, _ in rows:
            print(time_row(peer, one))
        if first.alike:
            print(f"\nArticles with an earlier one of Jaccard {ALIKE} or more (computed), and one in the answer:\n")
            for peer, one, rule in rows:
                print("- {}: {} of {}".format(peer, *one.alike_found(rule)))


def rule_for(name, peer, answers, ours):
    """The rule that is best for a peer on the labelled sets besides one; None for those that decide themselves."""
    others = [other for (of, who), other in answers.items() if who == peer and of != name and not other.is_generated]
    return None if peer in ours or not others else best_rule(others)


def told(rule):
    return "its own" if rule is None else f"{('similar', 'contained')[rule[0]]} {rule[1]:.2f}"


def found_row(peer, one, rule):
    found, there, wrong, judged, worth = one.score(rule)
    best = None if rule is None else best_rule([one])
    top, top_there, top_wrong, _, top_worth = one.score(best)
    whole = "" if one.is_whole else "*"  # its time ended before the articles did
    return (f"| {peer}{whole} | {found} of {there} | {wrong} of {judged} | {worth:.3f} | {told(rule)} "
            f"| {top} of {top_there}, {top_wrong} | {top_worth:.3f} | {told(best)} |")


def time_row(peer, one):
    return (f"| {peer} | {one.time():.2f} | {one.at(.5):.2f} | {one.at(.99):.1f} | {one.time(.2, .4):.2f} "
            f"| {one.time(.8, 1):.2f} | {one.end.get('bytes', 0) / max(1, one.articles):.0f} "
            f"| {len(one.asked)} of {one.articles} | {one.end.get('load', 0):.0f} |")
