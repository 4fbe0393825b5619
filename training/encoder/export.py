"""Writes the network as it ships: ONNX, its matrices in eight bits, and the vocabulary beside it."""

import io
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from rehearse.reading.encoder.meaning import cut, laid
from rehearse.reading.encoder.model import VOCABULARY, Model
from rehearse.reading.encoder.network import FROZEN, HEAD, HEADS, LAYERS, LOWER, MEANING, UPPER, fed
from rehearse.reading.encoder.windows import Window
from training.encoder.base import vocabulary
from training.encoder.fusing import fuse
from training.encoder.network import HIDDEN, Lower, Meaning, Network, Upper

_OPSET = 17
_LEVELS = 255
_LENGTH = {0: "windows", 1: "length"}
_PAST = {"past": {2: "windows", 4: "before"}, "past_turns": {0: "windows", 1: "before"}}
_KEPT = {"kept": {2: "windows", 4: "all"}}
Inputs = dict[str, Any]


class Graph(NamedTuple):
    """A part of the network as it is written: what it takes and tells by name, and which of their lengths vary."""

    name: str
    module: nn.Module
    takes: tuple[str, ...]
    tells: tuple[str, ...]
    varies: Mapping[str, Mapping[int, str]]


def export(network: Network, samples: Sequence[Window], folder: Path) -> None:
    """Write the network and its vocabulary into `folder`; `samples` are windows as they will be read."""
    folder.mkdir(parents=True, exist_ok=True)
    lower = Graph(
        LOWER,
        Lower(network),
        ("ids", "turns", "past", "past_turns"),
        ("x", "kept"),
        dict.fromkeys(("ids", "turns", "x"), _LENGTH) | _PAST | _KEPT,
    )
    upper = Graph(
        UPPER,
        Upper(network),
        ("x", "sides", "turns", "past", "past_turns"),
        ("pieces", "wholes", "kept"),
        dict.fromkeys(("x", "sides", "turns", "pieces", "wholes"), _LENGTH) | _PAST | _KEPT,
    )
    given = [fed(window) for window in samples]
    made = _write(lower, [each.for_lower for each in given], folder)
    _write(upper, [each.for_upper(x) for each, x in zip(given, made, strict=True)], folder)
    (folder / VOCABULARY).write_text("\n".join(vocabulary()) + "\n", encoding="utf-8")


def export_meaning(network: Network, sentences: Sequence[str], folder: Path) -> None:
    """Write upper layers that tell meanings into `folder`, where `export` has written the lower ones before."""
    meaning = Graph(
        MEANING,
        Meaning(network.eval()),
        ("x", "turns"),
        ("vectors",),
        dict.fromkeys(("x", "turns"), _LENGTH) | {"vectors": {0: "windows"}},
    )
    model = Model(folder)
    given = [laid([cut(model.wordpiece, sentence)]) for sentence in sentences]
    _write(meaning, [{"x": model.networks.lower.run(["x"], each)[0], "turns": each["turns"]} for each in given], folder)


def _write(graph: Graph, samples: Sequence[Inputs], folder: Path) -> list[Any]:
    """Write a graph in eight bits; return what it tells first, in full precision, of each sample.

    Weights are quantised by channel and to seven bits, since processors without VNNI add up pairs of products in
    sixteen bits and would overflow with eight: so every machine reads the same. Activations are quantised by ranges
    that are set here, on the samples, and not anew in each pass: so a turn reads the same whatever it is read with.
    """
    with tempfile.TemporaryDirectory() as temporary:
        whole, small = Path(temporary) / "whole.onnx", Path(temporary) / "small.onnx"
        whole.write_bytes(as_onnx(graph))
        quantize_dynamic(
            whole,
            small,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )
        model = onnx.load(small)
        names = [node.input[0] for node in model.graph.node if node.op_type == "DynamicQuantizeLinear"]
        known, told = ranges(whole, names, samples)
        _fix_ranges(model, known)
        fuse(model)
        onnx.checker.check_model(model)
        onnx.save(model, folder / graph.name)
    return told


def as_onnx(graph: Graph) -> bytes:
    """Return a graph in full precision."""
    layers = FROZEN if graph.name == LOWER else LAYERS - FROZEN
    ids, turns = torch.ones(2, 9, dtype=torch.long), torch.arange(5, 14).expand(2, 9).contiguous()
    made = {
        "ids": ids,
        "sides": ids,
        "turns": turns if "past" in graph.takes else torch.zeros_like(turns),
        "x": torch.zeros(2, 9, HIDDEN),
        "past": torch.zeros(layers, 2, 2, HEADS, 5, HEAD),
        "past_turns": torch.arange(5).expand(2, 5).contiguous(),
    }
    written = io.BytesIO()
    torch.onnx.export(
        graph.module.eval(),
        tuple(made[name] for name in graph.takes),
        written,
        input_names=graph.takes,
        output_names=graph.tells,
        dynamic_axes={name: dict(axes) for name, axes in graph.varies.items()},
        opset_version=_OPSET,
        dynamo=False,
    )
    return written.getvalue()


def ranges(
    whole: Path, names: Iterable[str], samples: Sequence[Inputs]
) -> tuple[dict[str, tuple[float, float]], list[Any]]:
    """Return the smallest and the largest value, zero among them, that each tensor takes on the samples.

    And what the graph tells first of each sample.
    """
    model = onnx.load(whole)
    first = model.graph.output[0].name
    told, wanted = [], list(dict.fromkeys(names))
    shown = {each.name for each in model.graph.input} | {first}
    model.graph.output.extend(helper.make_empty_tensor_value_info(name) for name in wanted if name not in shown)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    found = dict.fromkeys(wanted, (0.0, 0.0))
    for sample in samples:
        asked = [first, *(name for name in wanted if name not in shown)]
        values = dict(zip(asked, session.run(asked, sample), strict=True))
        told.append(values[first])
        for name, (low, high) in found.items():
            value = sample[name] if name in sample else values[name]
            found[name] = min(low, float(value.min())), max(high, float(value.max()))
    return found, told


def _fix_ranges(model: Any, known: Mapping[str, tuple[float, float]]) -> None:
    """Put a fixed scale and zero point in the place of every one that would be measured anew in each pass."""
    for node in list(model.graph.node):
        if node.op_type != "DynamicQuantizeLinear":
            continue
        low, high = known[node.input[0]]
        scale = np.float32((high - low) / _LEVELS)
        zero = np.uint8(np.clip(round(-low / scale), 0, _LEVELS))
        quantised, scale_name, zero_name = node.output
        model.graph.initializer.append(numpy_helper.from_array(np.array(scale), scale_name))
        model.graph.initializer.append(numpy_helper.from_array(np.array(zero), zero_name))
        fixed = helper.make_node("QuantizeLinear", [node.input[0], scale_name, zero_name], [quantised], node.name)
        at = list(model.graph.node).index(node)
        model.graph.node.remove(node)
        model.graph.node.insert(at, fixed)


def agreement(folder: Path, network: Network, samples: Sequence[Window]) -> float:
    """Return how far the chances that the small network tells of the samples' pieces are off, on average."""
    small, total, count = Model(folder), 0.0, 0
    for window in samples:
        given = fed(window)
        with torch.no_grad():
            pieces, _ = network(*map(torch.from_numpy, (given.ids, given.sides, given.turns)))
        told = small.networks.run(given).pieces
        difference = np.abs(1 / (1 + np.exp(-told)) - torch.sigmoid(pieces).numpy())
        total, count = total + float(difference.sum()), count + difference.size
    return total / count
