"""Writes training.json: 20 steps of a small U-Net in PyTorch 1.13.1, from weights and data that are written too. Run it with Debian's python3-torch."""
import json
import os

import torch
import torch.nn.functional as F
from torch import nn

torch.manual_seed(3)
torch.set_num_threads(1)
WIDTH, DEPTH = 4, 2


class UNet(nn.Module):
    """The same layers, under the same names, as BioDL.Learning.Networks.UNet."""

    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleDict()
        channels = 1
        for level in range(DEPTH):
            self.block(f"encoder.{level}", channels, WIDTH << level)
            channels = WIDTH << level
        self.block("bottleneck", channels, WIDTH << DEPTH)
        for level in reversed(range(DEPTH)):
            self.add(f"decoder.{level}.narrow", nn.Conv2d(WIDTH << level + 1, WIDTH << level, 1))
            self.block(f"decoder.{level}", WIDTH << level + 1, WIDTH << level)
        self.add("head.logits", nn.Conv2d(WIDTH, 1, 1))

    def add(self, name, layer):
        self.layers[name.replace(".", "/")] = layer

    def get(self, name):
        return self.layers[name.replace(".", "/")]

    def block(self, name, inputs, outputs):
        for number, count in (1, inputs), (2, outputs):
            self.add(f"{name}.conv{number}", nn.Conv2d(count, outputs, 3, padding=1, bias=False))
            self.add(f"{name}.norm{number}", nn.BatchNorm2d(outputs))

    def run(self, name, x):
        for number in 1, 2:
            x = F.relu(self.get(f"{name}.norm{number}")(self.get(f"{name}.conv{number}")(x)))
        return x

    def forward(self, x):
        bridges = []
        for level in range(DEPTH):
            bridges.append(self.run(f"encoder.{level}", x))
            x = F.max_pool2d(bridges[-1], 2)
        x = self.run("bottleneck", x)
        for level in reversed(range(DEPTH)):
            x = self.get(f"decoder.{level}.narrow")(F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False))
            x = self.run(f"decoder.{level}", torch.cat([bridges.pop(), x], 1))
        return self.get("head.logits")(x)

    def weights(self):
        names = {"weight": "weight", "bias": "bias"}
        norms = {"weight": "scale", "bias": "offset", "running_mean": "mean", "running_var": "variance"}
        for name, layer in self.layers.items():
            table = norms if isinstance(layer, nn.BatchNorm2d) else names
            for key, tensor in layer.state_dict().items():
                if key in table:
                    yield f"{name.replace('/', '.')}.{table[key]}", tensor.flatten().tolist()


model = UNet()
images = torch.randn(2, 1, 16, 16)
targets = (F.avg_pool2d(images, 3, 1, 1) > 0).float()
start = dict(model.weights())
optimizer = torch.optim.AdamW(model.parameters(), lr=0.01)
losses = []
for _ in range(20):
    optimizer.zero_grad()
    logits = model(images)
    p = torch.sigmoid(logits)
    dice = 1 - (2 * (p * targets).sum() + 1) / (p.sum() + targets.sum() + 1)
    loss = dice + F.binary_cross_entropy_with_logits(logits, targets)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    losses.append(loss.item())

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "training.json"), "w") as file:
    json.dump({
        "images": images.flatten().tolist(), "targets": targets.flatten().tolist(),
        "weights": [{"name": name, "values": [float(f"{value:.9g}") for value in values]} for name, values in start.items()], "losses": losses,
    }, file)
print(losses)
