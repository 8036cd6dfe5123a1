"""Write an encoder as an ONNX graph, node by node, with its weights as int8.

An exporter would give a graph that depends on its version and must be fused and quantised afterwards.
Here each matrix has one scale a column, and each word of the vocabulary one scale of its own.
One pair is run at a time, without padding: the runtime scales activations by the whole input,
so in a batch a sentence's score would depend on its neighbours.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from training.encoder import Encoder

Floats = NDArray[np.float32]
_MICROSOFT = "com.microsoft"


class Graph:
    """A graph under construction; every method adds nodes and returns the name of their output."""

    def __init__(self, *, int8: bool) -> None:
        self.int8 = int8
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: NDArray[Any]) -> str:
        """A tensor of the file."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, *, domain: str = "", **attributes: Any) -> str:
        """One operation."""
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, domain=domain, **attributes))
        return output

    def rows(self, name: str, table: Floats, ids: str) -> str:
        """Look up the rows of an embedding."""
        if not self.int8:
            return self.node("Gather", [self.constant(f"{name}.table", table), ids], f"{name}.rows")
        whole, scale = quantised(table, axis=1)
        picked = self.node("Gather", [self.constant(f"{name}.table", whole), ids], f"{name}.picked")
        floats = self.node("Cast", [picked], f"{name}.floats", to=TensorProto.FLOAT)
        scales = self.node("Gather", [self.constant(f"{name}.scale", scale), ids], f"{name}.scales")
        return self.node("Mul", [floats, scales], f"{name}.rows")

    def linear(self, name: str, hidden: str, state: Mapping[str, Floats]) -> str:
        """A matrix and its bias."""
        matrix, bias = state[f"{name}.weight"].T, self.constant(f"{name}.bias", state[f"{name}.bias"])
        if not self.int8:
            product = self.node(
                "MatMul", [hidden, self.constant(f"{name}.weight", matrix)], f"{name}.product"
            )
            return self.node("Add", [product, bias], f"{name}.sum")
        whole, scale = quantised(matrix, axis=0)
        inputs = [
            hidden,
            self.constant(f"{name}.weight", whole),
            self.constant(f"{name}.scale", scale.reshape(-1)),
            self.constant(f"{name}.zero", np.zeros(matrix.shape[1], dtype=np.int8)),
            bias,
        ]
        return self.node("DynamicQuantizeMatMul", inputs, f"{name}.sum", domain=_MICROSOFT)

    def norm(self, name: str, hidden: list[str], state: Mapping[str, Floats], *, epsilon: float) -> str:
        """Layer norm of one input, or of the sum of two."""
        kind = {"kind": "LayerNormalization"} if len(hidden) == 1 else {
            "kind": "SkipLayerNormalization", "domain": _MICROSOFT,
        }  # fmt: skip
        parts = [self.constant(f"{name}.{part}", state[f"{name}.{part}"]) for part in ("weight", "bias")]
        return self.node(inputs=[*hidden, *parts], output=f"{name}.normed", epsilon=epsilon, **kind)


def quantised(matrix: Floats, *, axis: int) -> tuple[NDArray[np.int8], Floats]:
    """The matrix as int8, symmetric, with one scale along `axis`."""
    scale = np.abs(matrix).max(axis=axis, keepdims=True) / 127
    scale = np.maximum(scale, 1e-12).astype(np.float32)
    return np.clip(np.rint(matrix / scale), -127, 127).astype(np.int8), scale


def build(encoder: Encoder, *, tokens: int, int8: bool = True) -> onnx.ModelProto:
    """The model of an encoder: ids and segments of one pair in, one row of probabilities a head out."""
    state = {name: tensor.detach().float().numpy() for name, tensor in encoder.state_dict().items()}
    graph = Graph(int8=int8)
    heads, epsilon = encoder.attention_heads, encoder.epsilon
    places = graph.node("Shape", ["ids"], "length", start=1, end=2)
    zero, first = graph.constant("zero", np.array([0])), graph.constant("first", np.array([0]))
    table = graph.constant("positions.table", state["positions.weight"][:tokens])
    positions = graph.node("Slice", [table, zero, places, first], "positions.rows")
    segments = graph.node(
        "Gather", [graph.constant("segments.table", state["segments.weight"]), "segments"], "segments.rows"
    )
    hidden = graph.node(
        "Sum", [graph.rows("words", state["words.weight"], "ids"), positions, segments], "embedded"
    )
    hidden = graph.norm("norm", [hidden], state, epsilon=epsilon)
    for number in range(len(encoder.layers)):
        hidden = _layer(graph, f"layers.{number}", hidden, state, heads=heads, epsilon=epsilon)
    pooled = graph.node("ReduceMean", [hidden, graph.constant("over", np.array([1]))], "pooled", keepdims=0)
    outputs = []
    for place, name in enumerate(encoder.names):
        weights = [
            graph.constant(f"{name}.{part}", state[f"heads.{place}.{part}"]) for part in ("weight", "bias")
        ]
        logits = graph.node("Gemm", [pooled, *weights], f"{name}.logits", transB=1)
        graph.node("Sigmoid" if place == 0 else "Softmax", [logits], name)
        outputs.append(
            helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, len(state[f"heads.{place}.bias"])])
        )
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, [1, "length"]) for name in ("ids", "segments")
    ]
    made = helper.make_graph(graph.nodes, "judge", inputs, outputs, graph.constants)
    opsets = [helper.make_opsetid("", 20), helper.make_opsetid(_MICROSOFT, 1)]
    return helper.make_model(made, opset_imports=opsets, producer_name="tocsin", ir_version=10)


def _layer(
    graph: Graph, name: str, hidden: str, state: Mapping[str, Floats], *, heads: int, epsilon: float
) -> str:
    together = graph.linear(f"{name}.query_key_value", hidden, state)
    parts = [f"{name}.{part}" for part in ("query", "key", "value")]
    graph.nodes.append(
        helper.make_node("Split", [together], parts, name=f"{name}.split", axis=2, num_outputs=3)
    )
    mixed = graph.node("MultiHeadAttention", parts, f"{name}.mixed", domain=_MICROSOFT, num_heads=heads)
    attended = graph.linear(f"{name}.attended", mixed, state)
    hidden = graph.norm(f"{name}.norm", [hidden, attended], state, epsilon=epsilon)
    wide = graph.node(
        "Gelu", [graph.linear(f"{name}.widen", hidden, state)], f"{name}.wide", domain=_MICROSOFT
    )
    narrow = graph.linear(f"{name}.narrow", wide, state)
    return graph.norm(f"{name}.last_norm", [hidden, narrow], state, epsilon=epsilon)
