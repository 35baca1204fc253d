"""Makes the PNG fixtures: /usr/bin/python3 make_png.py (Debian: python3-pil 9.4.0, python3-numpy 1.24.2).

Names say what is inside: <writer>-<colour type>-<bit depth>[-interlaced].png. Sample c of the pixel (y, x) has the value
(7 x + 13 y + 29 c + x y) mod 2^depth for 8 bits or fewer, (1009 x + 2003 y + 4001 c + 17 x y) mod 65536 for 16;
images are 13 columns × 11 rows, so that the last interlacing passes are ragged; 1 × 1 and 3 × 2 are there for the empty ones.
Palette entry i is (5 i, 255 - 3 i, 11 i mod 256); opacities, where present, are 255 - 20 i for the first five entries.
pillow-* were written by Pillow; spec-* by the few lines below, which follow the specification chunk by chunk, and Pillow then reads each
of them back (16-bit colour, which it cannot hold, by its upper bytes).
"""
import os, struct, zlib
import numpy as np
from PIL import Image

here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "png")
os.makedirs(here, exist_ok=True)
SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
PASSES = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def values(samples, depth, height=11, width=13):
    y, x, c = np.mgrid[0:height, 0:width, 0:samples]
    if depth == 16:
        return (1009 * x + 2003 * y + 4001 * c + 17 * x * y) % 65536
    return (7 * x + 13 * y + 29 * c + x * y) % (1 << depth)


def palette(entries):
    return [(5 * i, 255 - 3 * i, 11 * i % 256) for i in range(entries)]


def packed(row, depth):
    """Bytes of one row: samples from the highest bit down."""
    if depth == 16:
        return row.astype(">u2").tobytes()
    bits = "".join(format(int(v), f"0{depth}b") for v in row)
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8))


def paeth(a, b, c):
    p = a + b - c
    return min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]


def filtered(rows, distance):
    """The five filters in turn, one per row."""
    out, above = b"", bytes(len(rows[0]))
    for n, row in enumerate(rows):
        kind = n % 5
        line = bytearray()
        for i, v in enumerate(row):
            a = row[i - distance] if i >= distance else 0
            c = above[i - distance] if i >= distance else 0
            b = above[i]
            line.append((v - [0, a, b, (a + b) // 2, paeth(a, b, c)][kind]) % 256)
        out += bytes([kind]) + bytes(line)
        above = row
    return out


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def write(name, colour, depth, interlaced, height=11, width=13, opacity=False, pieces=3):
    v = values(SAMPLES[colour], depth, height, width)
    entries = min(1 << depth, 48)
    if colour == 3:
        v = v % entries
    distance = max(1, SAMPLES[colour] * depth // 8)
    raw = b""
    for x0, y0, dx, dy in (PASSES if interlaced else [(0, 0, 1, 1)]):
        part = v[y0::dy, x0::dx]
        if part.size:
            raw += filtered([packed(r.reshape(-1), depth) for r in part], distance)
    data = zlib.compress(raw, 9)
    out = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, int(interlaced)))
    out += chunk(b"pHYs", struct.pack(">IIB", 10_000_000, 10_000_000, 1))
    if colour == 3:
        out += chunk(b"PLTE", bytes(b for e in palette(entries) for b in e))
        if opacity:
            out += chunk(b"tRNS", bytes(255 - 20 * i for i in range(min(5, entries))))
    step = -(-len(data) // pieces)
    for i in range(0, len(data), step):
        out += chunk(b"IDAT", data[i:i + step])
    out += chunk(b"IEND", b"")
    path = os.path.join(here, name + ".png")
    open(path, "wb").write(out)
    check(path, v, colour, depth)


def check(path, v, colour, depth):
    seen = np.array(Image.open(path)).astype(int).reshape(*v.shape[:2], -1)
    if (colour, depth) == (4, 16):
        seen = seen[..., [0, 3]]
    if depth == 16 and colour != 0:
        v = v >> 8
    elif colour == 0 and depth in (2, 4):
        v = v * (255 // ((1 << depth) - 1))
    assert (seen == v).all(), path


def pillow(name, mode, samples, depth, **options):
    v = values(samples, depth)
    v = v[..., 0] if samples == 1 else v
    if mode == "P":
        image = Image.fromarray((v % 16).astype(np.uint8), "P")
        image.putpalette([b for e in palette(16) for b in e])
    elif mode == "1":
        image = Image.fromarray((v * 255).astype(np.uint8), "L").convert("1", dither=0)
    elif mode == "I;16":
        image = Image.fromarray(v.astype(np.uint16))
    else:
        image = Image.fromarray(v.astype(np.uint8), mode)
    image.save(os.path.join(here, name + ".png"), **options)


pillow("pillow-0-1", "1", 1, 1)
pillow("pillow-0-8", "L", 1, 8)
pillow("pillow-0-16", "I;16", 1, 16)
pillow("pillow-2-8", "RGB", 3, 8)
pillow("pillow-3-4", "P", 1, 4, bits=4)
pillow("pillow-4-8", "LA", 2, 8)
pillow("pillow-6-8", "RGBA", 4, 8)
for colour, depths in {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}.items():
    for depth in depths:
        for interlaced in (False, True):
            write(f"spec-{colour}-{depth}{'-interlaced' if interlaced else ''}", colour, depth, interlaced)
write("spec-3-4-opacity", 3, 4, False, opacity=True)
write("spec-2-8-interlaced-1x1", 2, 8, True, 1, 1)
write("spec-0-2-interlaced-3x2", 0, 2, True, 2, 3)
