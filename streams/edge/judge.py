"""Load the trained judge and ask it, by onnxruntime and its tokenizer alone.

It is loaded once at the edge and passed in; the core knows only `streams.core.judge`.
Each sentence is run by itself: its opinion never depends on which others were asked with it,
so an article read again, or a list of candidates in another order, gives the same findings.
A judge serves one thread at a time, and uses one.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from streams.core.errors import SettingsError
from streams.core.judge import Opinion

MODEL: Final = "model.onnx"
TOKENIZER: Final = "tokenizer.json"
SETTINGS: Final = "settings.json"
FIELDS: Final = ("instrument", "direction", "stage", "asserted")
LONGEST: Final = 1000
"""Characters read of a sentence and of a headline: more than its tokens hold; it bounds hostile text."""
_REMEDY: Final = "run `make train`, take the folder from a release, or set TOCSIN_JUDGE=off"


@dataclass(frozen=True, slots=True)
class JudgeSettings:
    """What belongs to the weights and is not in them."""

    base: str
    threshold: float
    tokens: int
    fields: Mapping[str, tuple[str, ...]]
    """The values of each field, in the order of the model's outputs."""


class OnnxJudge:
    """A `Judge` over one int8 ONNX file."""

    def __init__(
        self,
        session: onnxruntime.InferenceSession,
        tokenizer: Tokenizer,
        settings: JudgeSettings,
        *,
        digest: str,
    ) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._settings = settings
        self._outputs = ["current", *settings.fields]
        self.name = f"{settings.base}-{digest}"
        self.threshold = settings.threshold

    def __call__(self, sentences: Sequence[str], headline: str) -> list[Opinion]:
        """One opinion a sentence, in the order asked; a sentence asked twice is run once."""
        known: dict[str, Opinion] = {}
        for sentence in sentences:
            if sentence not in known:
                known[sentence] = self._opinion(sentence, headline)
        return [known[sentence] for sentence in sentences]

    def _opinion(self, sentence: str, headline: str) -> Opinion:
        pair = self._tokenizer.encode(sentence[:LONGEST], headline[:LONGEST])
        inputs = {
            "ids": np.array([pair.ids], dtype=np.int64),
            "segments": np.array([pair.type_ids], dtype=np.int64),
        }
        current, *fields = (row[0].tolist() for row in self._session.run(self._outputs, inputs))
        said = {
            field: dict(zip(values, row, strict=True))
            for (field, values), row in zip(self._settings.fields.items(), fields, strict=True)
        }
        return Opinion(current=current[0], **{field: said.get(field, {}) for field in FIELDS})


def load_judge(folder: Path) -> OnnxJudge:
    """The judge of the files in `folder`; raises `SettingsError`, one line with cause and remedy."""
    for name in (MODEL, TOKENIZER, SETTINGS):
        if not (folder / name).is_file():
            raise _unusable(folder, f"{name} is missing")
    model = _read(folder, MODEL)
    settings = _settings(folder)
    judge = OnnxJudge(
        _session(folder, model),
        _tokenizer(folder, settings.tokens),
        settings,
        digest=_digest(model, _read(folder, TOKENIZER), _read(folder, SETTINGS)),
    )
    try:
        judge(["The ministry lifts its ban."], "Ministry lifts ban")
    except Exception as error:  # the runtime has no base class of its own
        raise _unusable(folder, f"model and settings do not fit together ({_short(error)})") from error
    return judge


def _session(folder: Path, model: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise _unusable(folder, f"{MODEL} is not a model that onnxruntime reads ({_short(error)})") from error


def _tokenizer(folder: Path, tokens: int) -> Tokenizer:
    try:
        tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    except Exception as error:
        raise _unusable(folder, f"{TOKENIZER} is not a tokenizer ({_short(error)})") from error
    tokenizer.no_padding()
    tokenizer.enable_truncation(tokens)
    return tokenizer


def _settings(folder: Path) -> JudgeSettings:
    try:
        stated: dict[str, Any] = json.loads(_read(folder, SETTINGS))
        settings = JudgeSettings(
            base=str(stated["base"]),
            threshold=float(stated["threshold"]),
            tokens=int(stated["tokens"]),
            fields={field: tuple(stated["fields"][field]) for field in FIELDS if field in stated["fields"]},
        )
    except (ValueError, KeyError, TypeError) as error:
        raise _unusable(folder, f"{SETTINGS} lacks or garbles a value ({_short(error)})") from error
    if not 0.0 < settings.threshold < 1.0:
        raise _unusable(folder, f"{SETTINGS} has a threshold outside 0 to 1")
    return settings


def _read(folder: Path, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        raise _unusable(folder, f"{name} cannot be read ({_short(error)})") from error


def _unusable(folder: Path, cause: str) -> SettingsError:
    return SettingsError(f"the judge in {folder} cannot be used: {cause}; {_REMEDY}")


def _digest(*contents: bytes) -> str:
    """Eight hex digits over all that decides an opinion."""
    return hashlib.sha256(b"".join(hashlib.sha256(content).digest() for content in contents)).hexdigest()[:8]


def _short(error: Exception) -> str:
    lines = str(error).splitlines() or [type(error).__name__]
    return lines[0][:120]
