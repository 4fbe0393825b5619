"""Writes the network as it ships: ONNX, its matrices in eight bits, and the vocabulary beside it."""

import io
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from rehearse.reading.encoder.model import HEAD, HEADS, LAYERS, NETWORK, VOCABULARY, Model, fed
from rehearse.reading.encoder.windows import Window
from training.encoder.base import vocabulary
from training.encoder.network import Incremental, Network

_OPSET = 17
_LEVELS = 255
TAKES, TELLS = ("ids", "sides", "turns", "past", "past_turns"), ("pieces", "wholes", "kept")


def export(network: Network, samples: Sequence[Window], folder: Path) -> None:
    """Write the network and its vocabulary into `folder`; `samples` are windows as they will be read.

    Weights are quantised by channel and to seven bits, since processors without VNNI add up pairs of products in
    sixteen bits and would overflow with eight: so every machine reads the same. Activations are quantised by ranges
    that are set here, on the samples, and not anew in each pass: so a turn reads the same whatever it is read with.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        whole, small = Path(temporary) / "whole.onnx", Path(temporary) / "small.onnx"
        whole.write_bytes(as_onnx(network))
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
        _fix_ranges(model, ranges(whole, names, samples))
        onnx.checker.check_model(model)
        onnx.save(model, folder / NETWORK)
    (folder / VOCABULARY).write_text("\n".join(vocabulary()) + "\n", encoding="utf-8")


def as_onnx(network: Network) -> bytes:
    """Return the network in full precision."""
    ids, turns = torch.ones(2, 9, dtype=torch.long), torch.arange(5, 14).expand(2, 9).contiguous()
    past, past_turns = torch.zeros(LAYERS, 2, 2, HEADS, 5, HEAD), torch.arange(5).expand(2, 5).contiguous()
    length = {0: "windows", 1: "length"}
    written = io.BytesIO()
    torch.onnx.export(
        Incremental(network.eval()),
        (ids, ids, turns, past, past_turns),
        written,
        input_names=TAKES,
        output_names=TELLS,
        dynamic_axes={
            **dict.fromkeys(("ids", "sides", "turns", "pieces", "wholes"), length),
            "past": {2: "windows", 4: "before"},
            "past_turns": {0: "windows", 1: "before"},
            "kept": {2: "windows", 4: "all"},
        },
        opset_version=_OPSET,
        dynamo=False,
    )
    return written.getvalue()


def ranges(whole: Path, names: Sequence[str], samples: Sequence[Window]) -> dict[str, tuple[float, float]]:
    """Return the smallest and the largest value that each tensor takes on the samples, zero among them."""
    model = onnx.load(whole)
    model.graph.output.extend(helper.make_empty_tensor_value_info(name) for name in dict.fromkeys(names))
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    found = dict.fromkeys(names, (0.0, 0.0))
    for window in samples:
        values = session.run(list(found), fed([window]))
        for (name, (low, high)), value in zip(found.items(), values, strict=True):
            found[name] = min(low, float(value.min())), max(high, float(value.max()))
    return found


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
        inputs = fed([window])
        with torch.no_grad():
            pieces, _ = network(*(torch.from_numpy(inputs[name]) for name in ("ids", "sides", "turns")))
        told = small.run(inputs).pieces
        difference = np.abs(1 / (1 + np.exp(-told)) - torch.sigmoid(pieces).numpy())
        total, count = total + float(difference.sum()), count + difference.size
    return total / count
