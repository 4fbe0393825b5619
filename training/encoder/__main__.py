"""Makes the trained reader and says what it is worth: `python -m training.encoder`.

    tokens   prove the cutting of words against the makers' own tokenizer
    fit      fine-tune the network on all briefs but those held out (eighty-five minutes)
    meaning  fit what tells meanings to questions and what answers them (ten minutes)
    ship     write it as it ships, in eight bits (two minutes)
    report   write the card with the weights of the signs, and read briefs that nothing was fitted to (three minutes)

Without a word, all five. By itself only:

    cross    five-fold cross-validation by brief over everything that is labelled (two and a half hours)
    weigh    weigh the signs on what the folds tell, and keep the weights (three minutes, after cross)
    curve    the learning curve: what a quarter and a half of the briefs are worth (half an hour, after cross)
    errors   fifty errors on briefs that the network never saw, drawn by chance (a minute)
"""

import argparse
import sys

from training.encoder import cross, curve, errors, prove, ship, worth

STEPS = {
    "tokens": prove.main,
    "fit": ship.main,
    "meaning": ship.meanings,
    "ship": ship.quantise,
    "report": worth.main,
    "cross": cross.main,
    "weigh": cross.weigh,
    "curve": curve.main,
    "errors": errors.main,
}
USUAL = ("tokens", "fit", "meaning", "ship", "report")


def main() -> int:
    """Do what was asked; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m training.encoder", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("steps", nargs="*", help="tokens, fit, meaning, ship, report; cross, weigh, curve, errors")
    wanted = parser.parse_args().steps or USUAL
    if unknown := [step for step in wanted if step not in STEPS]:
        parser.error(f"no such step: {', '.join(unknown)}")
    for name, step in STEPS.items():
        if name in wanted:
            step()
    return 0


if __name__ == "__main__":
    sys.exit(main())
