"""Writes losses.json and ../Optimisers/steps.json: figures of PyTorch 1.13.1 that the tests compare with. Run it with Debian's python3-torch."""
import json
import os

import torch
import torch.nn.functional as F

here = os.path.dirname(os.path.abspath(__file__))
torch.manual_seed(1)


def row(name, value, prediction, target, mask=None):
    gradient, = torch.autograd.grad(value, prediction)
    return {
        "name": name, "shape": list(prediction.shape), "prediction": prediction.detach().flatten().tolist(),
        "target": target.flatten().tolist(), "mask": None if mask is None else mask.flatten().tolist(),
        "loss": value.item(), "gradient": gradient.flatten().tolist(),
    }


def logits(*shape):
    return (3 * torch.randn(*shape)).requires_grad_()


def focal(prediction, target, focus):
    # Lin et al. 2017, equation 4, without alpha.
    entropy = F.binary_cross_entropy_with_logits(prediction, target, reduction="none")
    right = torch.sigmoid(prediction) * target + (1 - torch.sigmoid(prediction)) * (1 - target)
    return ((1 - right) ** focus * entropy).mean()


def dice(probability, target, mask=1):
    axes = [0, *range(2, probability.dim())]
    overlap = (mask * probability * target).sum(axes)
    size = (mask * (probability + target)).sum(axes)
    return (1 - (2 * overlap + 1) / (size + 1)).mean()


rows = []
x, classes = logits(2, 3, 4, 5), torch.randint(0, 3, (2, 4, 5))
rows.append(row("CrossEntropy", F.cross_entropy(x, classes), x, classes))
rows.append(row("WeightedCrossEntropy", F.cross_entropy(x, classes, weight=torch.tensor([1.0, 2.0, 0.5])), x, classes))
rows.append(row("DiceOfClasses", dice(torch.softmax(x, 1), F.one_hot(classes, 3).permute(0, 3, 1, 2)), x, classes))
x, shares = logits(2, 3, 4, 5), torch.softmax(torch.randn(2, 3, 4, 5), 1)
rows.append(row("CrossEntropyOfShares", F.cross_entropy(x, shares), x, shares))
x, target, mask = logits(2, 2, 4, 5), torch.rand(2, 2, 4, 5).round(), torch.rand(2, 4, 5).round()
wide = mask.unsqueeze(1).expand_as(x)
rows.append(row("BinaryCrossEntropy", F.binary_cross_entropy_with_logits(x, target), x, target))
rows.append(row("WeightedBinaryCrossEntropy", F.binary_cross_entropy_with_logits(x, target, pos_weight=torch.tensor(3.0)), x, target))
rows.append(row("MaskedBinaryCrossEntropy", (wide * F.binary_cross_entropy_with_logits(x, target, reduction="none")).sum() / wide.sum(), x, target, mask))
rows.append(row("Focal", focal(x, target, 2), x, target))
rows.append(row("Dice", dice(torch.sigmoid(x), target), x, target))
rows.append(row("MaskedDice", dice(torch.sigmoid(x), target, wide), x, target, mask))
p = torch.rand(2, 2, 4, 5).requires_grad_()
rows.append(row("BinaryCrossEntropyOfProbabilities", F.binary_cross_entropy(p, target), p, target))
rows.append(row("DiceOfProbabilities", dice(p, target), p, target))
target = torch.randn(2, 2, 4, 5)
rows.append(row("L1", F.l1_loss(x, target), x, target))
rows.append(row("L2", F.mse_loss(x, target), x, target))
rows.append(row("Huber", F.huber_loss(x, target, delta=1.5), x, target))
with open(os.path.join(here, "losses.json"), "w") as file:
    json.dump(rows, file)

steps = []
start, gradients = torch.randn(5), torch.randn(6, 5)
for name, make in {
    "Sgd": lambda w: torch.optim.SGD([w], lr=0.1, momentum=0.9),
    "Nesterov": lambda w: torch.optim.SGD([w], lr=0.1, momentum=0.8, nesterov=True, weight_decay=0.01),
    "Adam": lambda w: torch.optim.Adam([w], lr=0.01),
    "AdamW": lambda w: torch.optim.AdamW([w], lr=0.02, betas=(0.8, 0.99), weight_decay=0.1),
}.items():
    weights = start.clone().requires_grad_()
    optimizer, path = make(weights), []
    for gradient in gradients:
        weights.grad = gradient.clone()
        optimizer.step()
        path.append(weights.detach().tolist())
    steps.append({"name": name, "start": start.tolist(), "gradients": gradients.tolist(), "path": path})
with open(os.path.join(here, "..", "Optimisers", "steps.json"), "w") as file:
    json.dump(steps, file)
