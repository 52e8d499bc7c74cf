"""How fast, and how much memory: `python python/benchmarks/speed.py ANNALS TEXTS.jsonl [--only PART]`.

All figures are medians of runs that take turns, so that what else the machine does falls on all alike; where one core's work is
compared, they are of processor time, which other programs hardly change.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import annals

ROUNDS = 5


def processor() -> float:
    """Seconds of processor time that this process and those that it started have taken."""
    return sum(os.times()[:4])


def seconds(work: Callable[[], object], clock: Callable[[], float]) -> float:
    start = clock()
    work()
    return clock() - start


def in_turns(works: dict[str, Callable[[], object]], clock: Callable[[], float]) -> dict[str, float]:
    """Median seconds of each, in rounds."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            times[name].append(seconds(work, clock))
    return {name: statistics.median(found) for name, found in times.items()}


def binary(annals_command: str, texts: Path, threads: int) -> None:
    command = [annals_command, "code", str(texts), "--format", "jsonl", "-q", "--threads", str(threads)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def python(texts: Path, threads: int) -> None:
    for coded in annals.code_files(texts, threads=threads):
        coded.to_jsonl()


def overhead(options: argparse.Namespace) -> None:
    """Processor time of the binary, without loading, and of Python, which loads once."""
    empty = [options.annals, "code", "-", "-q", "--format", "jsonl"]
    works = {
        "loading": lambda: subprocess.run(empty, input=b"A.", check=False, capture_output=True),
        "binary": lambda: binary(options.annals, options.texts, 1),
        "python": lambda: python(options.texts, 1),
    }
    annals.version()
    found = in_turns(works, processor)
    ratio = found["python"] / (found["binary"] - found["loading"])
    print(", ".join(f"{name} {took:.2f} s" for name, took in found.items()), f"of processor time, ratio {ratio:.3f}", flush=True)


def scaling(options: argparse.Namespace) -> None:
    """The same two files by one process one after the other, and by two at once."""
    with tempfile.TemporaryDirectory() as folder:
        lines = options.texts.read_text(encoding="utf-8").splitlines(keepends=True)
        halves = [Path(folder) / f"{half}.jsonl" for half in (0, 1)]
        for half, file in enumerate(halves):
            file.write_text("".join(lines[half::2]), encoding="utf-8")

        def run(file: Path) -> subprocess.Popen[bytes]:
            out = tempfile.mkdtemp(dir=folder)
            command = [options.annals, "code-shard", str(file), out, "--threads", "1", "-q"]
            return subprocess.Popen(command, stdout=subprocess.DEVNULL)

        def one() -> None:
            assert [run(file).wait() for file in halves] == [0, 0]

        def two() -> None:
            assert [job.wait() for job in [run(file) for file in halves]] == [0, 0]

        found = in_turns({"one": one, "two": two}, time.perf_counter)
        print(f"one process {found['one']:.2f} s, two {found['two']:.2f} s, speed-up {found['one'] / found['two']:.2f}")


def memory(options: argparse.Namespace) -> None:
    """Resident memory at its highest, as short documents pass."""
    batch = [f"Rebels attacked the town of Goma on day {at}." for at in range(2000)]
    number = options.documents // len(batch)
    start = time.perf_counter()
    for at, _ in enumerate(annals.code_batches((batch for _ in range(number)), date="2024-02-10"), 1):
        if at % max(number // 10, 1) == 0:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{at * len(batch)} documents, {time.perf_counter() - start:.0f} s, peak {peak:.0f} MB", flush=True)


def encoders(options: argparse.Namespace) -> None:
    """Sentences a second of one core: Annals whole, and the encoder alone in PyTorch and onnxruntime, on as many word pieces."""
    import numpy
    import onnxruntime
    import torch
    from transformers import BertConfig, BertModel, BertTokenizer

    rows = [json.loads(line) for line in options.texts.read_text(encoding="utf-8").splitlines()]
    articles = [row["text"] for row in rows]
    sentences = annals.code(articles).documents.to_pyarrow()["sentences"].to_pylist()
    models = Path(__file__).resolve().parents[2] / "models"
    tokenizer = BertTokenizer(str(models / "vocab.txt"))
    windows = [piece for text in articles for piece in _windows(tokenizer.encode(text, add_special_tokens=False))]
    session = _session(onnxruntime, models / "annals.onnx")
    torch.set_num_threads(1)
    bert = BertModel(BertConfig(vocab_size=30522, hidden_size=384, num_hidden_layers=6, num_attention_heads=12, intermediate_size=1536)).eval()

    def onnx() -> None:
        for start in range(0, len(windows), 6):
            pieces = numpy.array(_padded(windows[start : start + 6]), dtype=numpy.int64)
            mask = (pieces != 0).astype(numpy.float32)
            first = numpy.tile(numpy.arange(pieces.shape[1], dtype=numpy.int64), (len(pieces), 1))
            session.run(None, {"pieces": pieces, "shapes": numpy.zeros_like(pieces), "mask": mask, "first": first})

    def pytorch() -> None:
        with torch.inference_mode():
            for start in range(0, len(windows), 6):
                pieces = torch.tensor(_padded(windows[start : start + 6]))
                bert(pieces, attention_mask=(pieces != 0).long())

    def whole() -> None:
        annals.code(articles, threads=1)

    works = {"annals, whole": whole, "onnxruntime, model": onnx, "PyTorch, encoder": pytorch}
    for name, took in in_turns(works, processor).items():
        print(f"{name}: {sum(sentences) / took:.0f} sentences/s")


def _session(onnxruntime: object, model: Path) -> object:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def _windows(pieces: list[int]) -> list[list[int]]:
    return [[101, *pieces[start : start + 126], 102] for start in range(0, len(pieces), 126)]


def _padded(windows: list[list[int]]) -> list[list[int]]:
    longest = max(map(len, windows))
    return [window + [0] * (longest - len(window)) for window in windows]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("annals")
    parser.add_argument("texts", type=Path)
    parser.add_argument("--only", choices=["overhead", "scaling", "memory", "encoders"])
    parser.add_argument("--documents", type=int, default=1_000_000, help="of the part memory")
    options = parser.parse_args()
    for part in (overhead, scaling, memory, encoders):
        if options.only in (None, part.__name__):
            part(options)


if __name__ == "__main__":
    main()
