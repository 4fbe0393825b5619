"""`rehearse export`: a meeting and its review in another form, to stdout or to a new file or folder."""

import argparse
import sys
from pathlib import Path

from rehearse.archive.exams import check_over
from rehearse.archive.fresh import write_new, write_new_folder
from rehearse.archive.index import find_transcript
from rehearse.archive.transcript import Transcript, read_transcript
from rehearse.cli.reading import reader_at_hand
from rehearse.errors import InputError
from rehearse.review.convokit import as_convokit
from rehearse.review.export import FORMS, corpus_line
from rehearse.review.facts import Review
from rehearse.review.review import review
from rehearse.scene import library
from rehearse.scene.rubric import STANDARD
from rehearse.settings import shipped, transcripts_dir
from rehearse.text import clean, one_line


def run(args: argparse.Namespace) -> int:
    """Write the meeting in the form that was asked for; with `--out`, print where."""
    if args.to == "convokit" and args.out is None:
        cure = "Name one that is not there yet: --out DIR."
        raise InputError("ConvoKit's form is a folder", where="export", cure=cure)
    if args.corrected and args.to != "corpus":
        raise InputError("only a corpus line can be corrected", where="export", cure="Ask for --to corpus --corrected.")
    path = find_transcript(args.file, [transcripts_dir(), shipped("transcripts")])
    check_over(path)
    transcript = read_transcript(path)
    if transcript.recovered:
        print(f"rehearse: {one_line(transcript.recovered)}", file=sys.stderr)
    if args.to == "convokit":
        write_new_folder(Path(args.out), as_convokit(_reviewed(args, path, transcript), transcript.events))
    else:
        corpus = args.to == "corpus"
        text = corpus_line(transcript, corrected=args.corrected) if corpus else _text(args, path, transcript)
        if args.out is None:
            # The forms are UTF-8 by their letter, whatever the terminal has.
            sys.stdout.buffer.write(text.encode())
            return 0
        write_new(Path(args.out), text)
    print(clean(args.out))
    return 0


def _text(args: argparse.Namespace, path: Path, transcript: Transcript) -> str:
    return FORMS[args.to].write(_reviewed(args, path, transcript), None, transcript)


def _reviewed(args: argparse.Namespace, path: Path, transcript: Transcript) -> Review:
    rubric, usual = library.rubric(args.rubric), library.rubric(STANDARD)
    return review(transcript.header, transcript.events, rubric, reader_at_hand(), clean(str(path)), usual)
