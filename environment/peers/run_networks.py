"""The peer of './biodl bench inference': PyTorch, timed within this process so that its start does not count.

    /usr/bin/python3 run_networks.py FOLDER

prints its version. Then it reads 'number threads' per line, runs the network FOLDER/number.onnx on an input of random numbers with so many threads for a
while, and prints the seconds of one run. PyTorch reads no ONNX files: the few operators of these networks are called one after the other.
"""
import os, subprocess, sys, time

import numpy as np
import onnx
import onnx.numpy_helper
import torch
import torch.nn.functional as F

BURST = 0.015


def version():
    """Debian's package says which release it is; the library only says alpha."""
    try:
        package = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", "python3-torch"], capture_output=True, text=True).stdout
    except OSError:
        package = ""
    capability = [line.split(":")[1].strip() for line in torch.__config__.show().splitlines() if "CPU capability usage" in line]
    return f"PyTorch {package.split('+')[0] or torch.__version__} ({', '.join(capability) or 'vectors of its choice'}; convolutions by oneDNN)"


class Network:
    def __init__(self, path):
        graph = onnx.load(path).graph
        self.values = {each.name: torch.from_numpy(np.array(onnx.numpy_helper.to_array(each))) for each in graph.initializer}
        self.input, self.output = graph.input[0].name, graph.output[0].name
        self.data = torch.rand([size.dim_value for size in graph.input[0].type.tensor_type.shape.dim]) - 0.5
        self.steps = [self.step(node) for node in graph.node if node.op_type != "Constant"]

    def step(self, node):
        settings = {each.name: onnx.helper.get_attribute_value(each) for each in node.attribute}
        names, output = list(node.input), node.output[0]
        if node.op_type == "Conv":
            weights, bias = self.values[names[1]], self.values[names[2]] if len(names) > 2 else None
            padding = settings.get("pads", [0, 0, 0, 0])[:2]
            return lambda v: v.__setitem__(output, F.conv2d(v[names[0]], weights, bias, padding=padding))
        simple = {
            "Relu": lambda v: F.relu(v[names[0]]),
            "Identity": lambda v: v[names[0]],
            "BatchNormalization": lambda v: F.batch_norm(v[names[0]], *(self.values[names[n]] for n in (3, 4, 1, 2)), training=True),
            "Sigmoid": lambda v: torch.sigmoid(v[names[0]]),
            "MaxPool": lambda v: F.max_pool2d(v[names[0]], 2),
            "Concat": lambda v: torch.cat([v[name] for name in names], 1),
            "Resize": lambda v: F.interpolate(v[names[0]], scale_factor=2, mode="bilinear", align_corners=False),
        }[node.op_type]
        return lambda v: v.__setitem__(output, simple(v))

    def run(self):
        values = {self.input: self.data}
        for step in self.steps:
            step(values)
        return values[self.output]


def seconds(network):
    network.run()
    start = time.perf_counter()
    runs = 0
    while runs == 0 or time.perf_counter() - start < BURST:
        network.run()
        runs += 1
    return (time.perf_counter() - start) / runs


if __name__ == "__main__":
    networks = {}
    print(version(), flush=True)
    with torch.no_grad():
        for line in sys.stdin:
            number, threads = line.split()
            torch.set_num_threads(int(threads))
            if number not in networks:
                networks[number] = Network(os.path.join(sys.argv[1], number + ".onnx"))
            print(seconds(networks[number]), flush=True)
