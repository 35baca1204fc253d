"""What the scripts of the codecs' fixtures share; make_codecs.py is the one to start."""
import os, subprocess, tempfile
import numpy as np

here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "codecs")
os.makedirs(here, exist_ok=True)
for old in os.listdir(here):
    os.remove(os.path.join(here, old))
work = tempfile.mkdtemp()
rows, expected = [], {}
HEIGHT, WIDTH = 17, 21


def at(name):
    return os.path.join(here, name)


def run(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def expect(file, values, number=0, size=None, tolerance=0):
    """values: height × width or channel × height × width."""
    values = np.asarray(values, dtype=np.float32)
    values = values[None] if values.ndim == 2 else values
    for key, known in expected.items():
        if known.shape == values.shape and np.array_equal(known, values, equal_nan=True):
            break
    else:
        key = f"v{len(expected)}"
        expected[key] = values
    assert os.path.exists(at(file)), file
    rows.append([file, number, *values.shape, "" if size is None else repr(size), tolerance, key])


def made(dtype, channels=1):
    """Smooth with a little texture, over the whole range of the type."""
    y, x, c = np.mgrid[0:HEIGHT, 0:WIDTH, 0:channels]
    v = (x * 11 + y * 7 + c * 31 + (x * y) % 5) % 256
    dtype = np.dtype(dtype)
    if dtype.kind == "u":
        v = v.astype(np.uint64) * (((1 << (8 * dtype.itemsize)) - 1) // 255)
        v = v.astype(dtype)
    elif dtype.kind == "i":
        v = ((v.astype(np.int64) - 128) * (1 << (8 * dtype.itemsize - 8)) + x).astype(dtype)
    else:
        v = ((v - 100) / 7).astype(dtype)
    return v[..., 0] if channels == 1 else v


def planar(v):
    return np.moveaxis(v, -1, 0) if v.ndim == 3 else v
