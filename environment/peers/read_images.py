"""The peer of './biodl bench images': Pillow, tifffile and NumPy, timed within this process so that its start does not count.

    /usr/bin/python3 read_images.py FOLDER

makes the files to read in FOLDER and prints one line for each, 'name path peer version'. Then it reads 'kind path' per line, decodes that file into
an array of its own type (kind 'own') or on into one of float32, channels first (kind 'floats'), and prints the seconds that it took.
"""
import os, sys, time

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
import numpy as np
import PIL
import tifffile
from PIL import Image

SIDE = 1024


def field(channels, largest):
    """Blurred spots, uneven light and the noise of a camera."""
    random = np.random.default_rng(11)
    y, x = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32)
    planes = []
    for c in range(channels):
        v = 0.08 + 0.04 * np.sin(x / 300 + c) * np.cos(y / 400)
        for cy, cx, r in zip(random.uniform(0, SIDE, 120), random.uniform(0, SIDE, 120), random.uniform(6, 16, 120)):
            top, left = max(0, int(cy - 4 * r)), max(0, int(cx - 4 * r))
            part = np.s_[top:int(cy + 4 * r), left:int(cx + 4 * r)]
            v[part] += 0.4 * np.exp(-((y[part] - cy) ** 2 + (x[part] - cx) ** 2) / (2 * r * r))
        planes.append(np.clip(v + random.normal(0, 0.004, v.shape), 0, 1) * largest)
    return np.stack(planes, axis=-1).squeeze()


def read_with_pillow(path):
    with Image.open(path) as image:
        return np.array(image)


def make(folder):
    grey8, grey16, colour = field(1, 255).astype(np.uint8), field(1, 4095).astype(np.uint16), field(3, 255).astype(np.uint8)
    kinds = {"8-bit": grey8, "16-bit": grey16, "RGB": colour}
    pillow, tiff = f"Pillow {PIL.__version__}", f"tifffile {tifffile.__version__}"
    files = []

    def add(name, file, peer, write):
        path = os.path.join(folder, file)
        write(path)
        files.append((name, path, peer))

    for kind, values in kinds.items():
        add(f"PNG {kind}", f"{kind}.png", pillow, Image.fromarray(values).save)
        add(f"TIFF {kind} none", f"{kind}-none.tif", tiff, lambda path: tifffile.imwrite(path, values, metadata=None))
        add(f"TIFF {kind} Deflate", f"{kind}-deflate.tif", tiff,
            lambda path: tifffile.imwrite(path, values, compression="zlib", predictor=True, rowsperstrip=64, metadata=None))
        # Without imagecodecs, which Debian has not, tifffile reads no LZW and PackBits only in slow Python.
        add(f"TIFF {kind} LZW", f"{kind}-lzw.tif", pillow, lambda path: Image.fromarray(values).save(path, compression="tiff_lzw"))
        add(f"TIFF {kind} PackBits", f"{kind}-packbits.tif", pillow, lambda path: Image.fromarray(values).save(path, compression="packbits"))
        add(f"NPY {kind}", f"{kind}.npy", f"NumPy {np.__version__}", lambda path: np.save(path, values))
        if kind != "16-bit":
            add(f"BMP {kind}", f"{kind}.bmp", pillow, Image.fromarray(values).save)
            add(f"JPEG {kind}", f"{kind}.jpg", pillow, lambda path: Image.fromarray(values).save(path, quality=90))
    return files


folder = sys.argv[1]
readers = {}
for name, path, peer in make(folder):
    readers[path] = {"P": read_with_pillow, "t": tifffile.imread, "N": np.load}[peer[0]]
    print("\t".join((name, path, peer)), flush=True)
print("", flush=True)
for line in sys.stdin:
    kind, path = line.rstrip("\n").split(" ", 1)
    start = time.perf_counter()
    values = readers[path](path)
    if kind == "floats":
        values = np.ascontiguousarray(np.moveaxis(values, -1, 0) if values.ndim == 3 else values, dtype=np.float32)
    print(time.perf_counter() - start, flush=True)
