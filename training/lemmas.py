"""Writes `lemmas.tsv`, word forms whose lemma the rules of `crates/language/src/lemma` do not give, and `verbs.txt`, verbs that
those rules choose among.

Run: python training/lemmas.py ../shared/train/ud data/lang/en
"""

import collections
import gzip
import re
import sys
from pathlib import Path

VOWELS = "aeiou"


def base(stem):
    """The dictionary form of a stem that lost -ed or -ing."""
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz" + VOWELS:
        return stem[:-1]
    if re.search(r"([cvzu]|[^s]s|[^n]g|[^aeo]at|[bcdfgkptz]l|[^aeo]id|cut|but|lut|ir|[^aeio]ur|ap|ak|[^aeo]in)$", stem) and (
        len(stem) > 2 and not re.search(r"(ais|oin|ain|tain|gin|vis|lap|eak|ius|us)$", stem) or stem[-1] in "cvzu"
    ):
        return stem + "e"
    return stem


def rule(form, xpos):
    """The same rules as in the engine."""
    if xpos in ("NNS", "NNPS", "VBZ"):
        if form.endswith("ies") and len(form) > 4:
            return form[:-3] + "y"
        if re.search(r"(ss|sh|ch|x|zz)es$", form):
            return form[:-2]
        if form.endswith("s") and not form.endswith("ss"):
            return form[:-1]
    if xpos in ("VBD", "VBN") and form.endswith("ied"):
        return form[:-3] + "y"
    if xpos in ("VBD", "VBN") and form.endswith("ed"):
        return base(form[:-2])
    if xpos == "VBG" and form.endswith("ing"):
        return base(form[:-3])
    return form


def main(treebanks, target):
    counts, verbs = collections.defaultdict(collections.Counter), collections.Counter()
    for name in ("en_ewt-train", "en_gum-train"):
        with gzip.open(Path(treebanks, name + ".conllu.gz"), "rt", encoding="utf-8") as file:
            for line in file:
                row = line.rstrip("\n").split("\t")
                if len(row) == 10 and row[0].isdigit() and row[2] != "_" and row[3] not in ("PROPN", "X", "PUNCT", "NUM", "SYM"):
                    counts[row[1].lower(), row[4]][row[2].lower()] += 1
                    verbs[row[2].lower()] += row[3] == "VERB"
    add_irregular(counts)
    known = sorted(verb for verb, count in verbs.items() if count > 1 and re.fullmatch("[a-z]{2,}", verb))
    Path(target, "verbs.txt").write_text("".join(f"{verb}\n" for verb in known), encoding="utf-8")
    with Path(target, "lemmas.tsv").open("w", encoding="utf-8") as file:
        write(counts, file)


def add_irregular(counts):
    """Counts the irregular forms that treebanks lack, also under tags that taggers confuse with theirs."""
    rows = [line.split() for line in Path(__file__).with_name("irregular_verbs.txt").read_text(encoding="utf-8").splitlines()]
    bases = {row[0] for row in rows} | {"found", "ground", "lay", "rent", "saw", "wound"}
    for lemma, *forms in rows:
        for form in forms:
            for xpos in ("VBD", "VBN") if form in bases else ("VBD", "VBN", "VBP"):
                if not counts[form, xpos]:
                    counts[form, xpos][lemma] += 1


def write(counts, file):
    for (form, xpos), lemmas in sorted(counts.items()):
        lemma, count = lemmas.most_common(1)[0]
        if lemma != rule(form, xpos) and re.fullmatch(r"[a-z'’.-]+", form) and count * 2 > sum(lemmas.values()):
            print(form, xpos, lemma, sep="\t", file=file)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
