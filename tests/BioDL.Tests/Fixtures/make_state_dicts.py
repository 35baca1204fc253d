"""Freezes state_dicts/: small PyTorch files in both formats, and what PyTorch makes of them.

The network is that of segmentify (repository transformify-plugins/segmentify), written here from the description of its layers, with
random weights. Run with /usr/bin/python3 (PyTorch 1.13.1, NumPy).
"""
import collections
import pathlib

import numpy as np
import torch
from torch import nn

FOLDER = pathlib.Path(__file__).parent / "state_dicts"


def pair(inputs, outputs):
    layers = []
    for first in (inputs, outputs):
        layers += [nn.Conv2d(first, outputs, 3, padding=1), nn.ReLU(), nn.BatchNorm2d(outputs)]
    return nn.Sequential(*layers)


class Level(nn.Module):
    """Two convolutions; on the way up, a transposed one after them."""

    def __init__(self, inputs, outputs, goes_up):
        super().__init__()
        self.conv = nn.ModuleDict({"conv_block": pair(inputs, outputs)})
        if goes_up:
            self.conv_t = nn.ConvTranspose2d(outputs, outputs, 3, stride=2, padding=1, output_padding=1)


class Network(nn.Module):
    def __init__(self, inputs, width, outputs):
        super().__init__()
        channels = [inputs] + [width << level for level in range(5)]
        for level in range(1, 5):
            setattr(self, f"encode_{level}", Level(channels[level - 1], channels[level], False))
            setattr(self, f"decode_{level}", Level(channels[level + 1], channels[level], True))
        self.bridge = nn.Conv2d(channels[4], channels[5], 3, padding=1)
        self.segment = nn.Conv2d(width, outputs, 1)

    def forward(self, x):
        kept = []
        for level in range(1, 5):
            kept.append(getattr(self, f"encode_{level}").conv["conv_block"](x))
            x = nn.functional.max_pool2d(kept[-1], 2)
        x = self.bridge(x)
        for level in range(4, 0, -1):
            step = getattr(self, f"decode_{level}")
            x = step.conv_t(step.conv["conv_block"](x)) + kept[level - 1]
        return torch.sigmoid(self.segment(x))


def make_network(inputs, width, outputs, seed):
    torch.manual_seed(seed)
    network = Network(inputs, width, outputs)
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            for values, low, high in ((module.weight, 0.5, 1.5), (module.bias, -0.5, 0.5), (module.running_mean, -0.5, 0.5), (module.running_var, 0.5, 2)):
                nn.init.uniform_(values.data, low, high)
    return network.eval()


def freeze(arrays, name, network, inputs, shape, seed, **how):
    image = torch.tensor(np.random.default_rng(seed).random((shape[0], inputs, *shape[1:]), dtype=np.float32))
    with torch.no_grad():
        arrays[f"{name}_input"], arrays[f"{name}_output"] = image.numpy(), network(image).numpy()
    model = {"model_name": "UNet", "model_args": {"num_kernel": 1}, "model_state": network.state_dict()}
    torch.save(model, FOLDER / f"{name}.pth", **how)


def tensors():
    """All types, views in another order, a shared storage, a number, nothing, a parameter."""
    base = torch.arange(24, dtype=torch.float32).reshape(4, 6) / 8
    values = collections.OrderedDict(
        base=base, transposed=base.t(), part=base[1:3, 2:6:2], number=torch.tensor(7, dtype=torch.int64), empty=torch.zeros(0, 3),
        double=torch.linspace(-1, 1, 5, dtype=torch.float64), half=torch.tensor([0.5, -2, 65504], dtype=torch.float16),
        int32=torch.tensor([-(2 ** 31), 5], dtype=torch.int32), int16=torch.tensor([-7, 300], dtype=torch.int16), int8=torch.tensor([-128, 127], dtype=torch.int8),
        uint8=torch.tensor([0, 255], dtype=torch.uint8), bool=torch.tensor([True, False, True]), parameter=nn.Parameter(torch.tensor([1.25, -3.5])))
    return values


def main():
    FOLDER.mkdir(exist_ok=True)
    arrays = {}
    freeze(arrays, "zip", make_network(1, 2, 1, 1), 1, (1, 32, 48), 2)
    freeze(arrays, "legacy", make_network(2, 1, 3, 3), 2, (2, 16, 32), 4, _use_new_zipfile_serialization=False)
    values = tensors()
    torch.save(values, FOLDER / "tensors.pth")
    torch.save(values, FOLDER / "tensors-legacy.pth", _use_new_zipfile_serialization=False)
    torch.save(values, FOLDER / "tensors-protocol4.pth", pickle_protocol=4)
    for name, value in values.items():
        arrays[f"tensor_{name}"] = value.detach().contiguous().numpy().astype(np.float64)
    weights = nn.Linear(2, 1)
    steps = torch.optim.Adam(weights.parameters())
    weights(torch.ones(1, 2)).sum().backward()
    steps.step()
    state = {"epoch": 3, "loss": 0.5, "done": None, "model": weights.state_dict(), "optimizer": steps.state_dict()}
    torch.save(state, FOLDER / "checkpoint.pth")
    torch.save(state, FOLDER / "checkpoint-legacy.pth", _use_new_zipfile_serialization=False)
    torch.save({"model": weights.state_dict(), "average": weights.state_dict()}, FOLDER / "two.pth")
    torch.save(weights, FOLDER / "whole-model.pth")
    torch.jit.script(weights).save(str(FOLDER / "torchscript.pt"))
    np.savez_compressed(FOLDER / "expected.npz", **arrays)


if __name__ == "__main__":
    main()
