"""The peers of './biodl bench classical': SciPy, scikit-image and scikit-learn, timed within this process so that its start does not count.

    /usr/bin/python3 run.py FOLDER

reads the arrays that our side wrote to FOLDER, then one request per line: 'version NAME' prints who answers to that name, 'run NAME' runs it once and
prints the seconds that it took. Libraries that use several threads get two, as ours.
"""
import os, sys, time

THREADS = "2"
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = THREADS
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import numpy as np

import filters, learning, objects


class Scene:
    def __init__(self, folder):
        def read(file, kind):
            values = np.fromfile(os.path.join(folder, file), dtype=kind)
            side = int(round(len(values) ** 0.5))
            return values.reshape(side, side)

        self.image, self.smooth, self.landscape, self.eroded, self.distance = (
            read(f + ".f32", np.float32) for f in ("image", "smooth", "landscape", "eroded", "distance"))
        self.mask = read("mask.u8", np.uint8).astype(bool)
        self.seeds, self.labels, self.truth = (read(f + ".i32", np.int32) for f in ("seeds", "labels", "truth"))


scene = Scene(sys.argv[1])
cases = {**filters.CASES, **objects.CASES, **learning.CASES}
for line in sys.stdin:
    request, name = line.rstrip("\n").split(" ", 1)
    peer, run = cases[name]
    if request == "version":
        run(scene)
        print(peer, flush=True)
        continue
    start = time.perf_counter()
    run(scene)
    print(time.perf_counter() - start, flush=True)
