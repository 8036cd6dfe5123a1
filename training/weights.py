"""Read a safetensors file, the form in which the base ships its weights.

The format is a length, a JSON table and raw numbers, so no further package is needed.
"""

import json
from pathlib import Path

import torch

_TYPES = {"F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16, "I64": torch.int64}


def read_safetensors(path: Path) -> dict[str, torch.Tensor]:
    """All tensors of the file by name, as float32 where they are floats."""
    raw = bytearray(path.read_bytes())
    size = int.from_bytes(raw[:8], "little")
    table = json.loads(raw[8 : 8 + size])
    tensors = {}
    for name, entry in table.items():
        if name == "__metadata__":
            continue
        start, end = entry["data_offsets"]
        kind = _TYPES[entry["dtype"]]
        count = (end - start) // torch.empty((), dtype=kind).element_size()
        flat = torch.frombuffer(raw, dtype=kind, count=count, offset=8 + size + start)
        tensor = flat.reshape(entry["shape"]).clone()
        tensors[name] = tensor.float() if tensor.is_floating_point() else tensor
    return tensors
