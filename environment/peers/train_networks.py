"""The peer of './biodl bench training': PyTorch, timed within this process so that its start does not count.

    /usr/bin/python3 train_networks.py FOLDER

prints its version. Then it reads 'network threads batch side' per line, makes one step of training of FOLDER/network.onnx on random images of side × side
pixels, and prints its seconds. 'memory' asks for the peak of the process in MB. The steps of PyTorch are those that its users write: gradients to zero,
forward, loss (soft Dice and binary cross-entropy), backward, AdamW.
"""
import resource, sys, time

import torch
import torch.nn.functional as F

from run_networks import Network, version


class Training:
    def __init__(self, path, batch, side):
        self.network = Network(path)
        self.weights = [tensor.requires_grad_() for name, tensor in self.network.values.items() if name.endswith((".weight", ".bias", ".scale", ".offset"))]
        self.network.data = torch.rand(batch, 1, side, side)
        self.target = (torch.rand(batch, 1, side, side) > 0.5).float()
        self.optimizer = torch.optim.AdamW(self.weights, lr=1e-3)

    def step(self):
        self.optimizer.zero_grad()
        logits = self.network.run()
        p = torch.sigmoid(logits)
        dice = 1 - (2 * (p * self.target).sum() + 1) / (p.sum() + self.target.sum() + 1)
        (dice + F.binary_cross_entropy_with_logits(logits, self.target)).backward()
        self.optimizer.step()


if __name__ == "__main__":
    trainings = {}
    print(version(), flush=True)
    for line in sys.stdin:
        if line.strip() == "memory":
            print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, flush=True)
            continue
        network, threads, batch, side = line.split()
        torch.set_num_threads(int(threads))
        if (network, batch, side) not in trainings:
            trainings[network, batch, side] = Training(f"{sys.argv[1]}/{network}.onnx", int(batch), int(side))
            trainings[network, batch, side].step()
        start = time.perf_counter()
        trainings[network, batch, side].step()
        print(time.perf_counter() - start, flush=True)
