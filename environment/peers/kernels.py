"""Drives Jupyter kernels through Jupyter's own client, and says how long each thing took.

    /usr/bin/python3 kernels.py FOLDER

FOLDER holds the kernelspec of ours. Reads one command a line: "start NAME", "cell NAME", "complete NAME", "memory NAME", "stop NAME"; answers each with one line of figures
(milliseconds, or megabytes). The first line that it writes says which version of ipykernel is the peer.
"""
import os
import subprocess
import sys
import time
import warnings
from importlib.metadata import version

os.environ["JUPYTER_PATH"] = sys.argv[1]
# Our kernel starts as a front end starts it, not as a part of the program that measures.
os.environ.pop("BIODL_HANDED_OVER", None)
warnings.simplefilter("ignore")
import psutil
from jupyter_client.manager import KernelManager

CODE = {"python3": "6 * 7", "biodl-csharp": "6 * 7"}
TYPED = {"python3": "import os; os.pat", "biodl-csharp": "System.IO.Pat"}
PATIENCE = 120
kernels = {}


def reply_to(client, message):
    while True:
        reply = client.get_shell_msg(timeout=PATIENCE)
        if reply["parent_header"].get("msg_id") == message:
            return reply


def start(name):
    manager = KernelManager(kernel_name=name)
    begin = time.perf_counter()
    manager.start_kernel(stderr=subprocess.DEVNULL)
    client = manager.client()
    client.start_channels()
    reply_to(client, client.kernel_info())
    known = time.perf_counter()
    reply_to(client, client.execute(CODE[name]))
    first = time.perf_counter()
    kernels[name] = (manager, client)
    return (known - begin) * 1000, (first - begin) * 1000


def timed(ask):
    def measure(name):
        _, client = kernels[name]
        begin = time.perf_counter()
        reply_to(client, ask(client, name))
        return ((time.perf_counter() - begin) * 1000,)

    return measure


def memory(name):
    manager, _ = kernels[name]
    process = psutil.Process(manager.provisioner.pid)
    return (sum(part.memory_info().rss for part in [process, *process.children(recursive=True)]) / 1e6,)


def stop(name):
    manager, client = kernels.pop(name)
    client.stop_channels()
    manager.shutdown_kernel()
    return (0.0,)


COMMANDS = {
    "start": start,
    "cell": timed(lambda client, name: client.execute(CODE[name])),
    "complete": timed(lambda client, name: client.complete(TYPED[name])),
    "memory": memory,
    "stop": stop,
}

print("ipykernel " + version("ipykernel"), flush=True)
for line in sys.stdin:
    command, name = line.split()
    print(*(f"{figure:.3f}" for figure in COMMANDS[command](name)), flush=True)
for name in list(kernels):
    stop(name)
