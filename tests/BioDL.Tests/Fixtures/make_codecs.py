"""Makes the fixtures of the image formats: /usr/bin/python3 make_codecs.py (Debian 12: python3-tifffile 20230203, python3-pil 9.4.0,
python3-numpy 1.24.2, libtiff-tools 4.5.0, imagemagick 6.9.11, libjpeg-turbo-progs 2.1.5, imagej 1.52i).

Every file below codecs/ was written by one of these programs; the few that none of them writes are made here byte by byte and read back by one
of them. codecs/index.csv says what each file holds: file, image in the file, channels, height, width, pixel size in µm (empty for none), largest
difference allowed, and the name of the expected values in codecs/expected.npz (float32, channel × height × width). What was written is what
is expected; for JPEG, which loses, it is what libjpeg-turbo decodes.
"""
import csv, os, struct, subprocess, sys, tempfile
import numpy as np
import tifffile
from PIL import Image

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


# TIFF by tifffile: types, byte orders, layouts
for code in ("u1", "i1", "u2", "i2", "u4", "i4", "f2", "f4", "f8"):
    v = made(code)
    for order, word in (("<", "little"), (">", "big")):
        name = f"tifffile-{code}-{word}.tif"
        tifffile.imwrite(at(name), v, byteorder=order, metadata=None)
        expect(name, v)
    if code[0] != "f":
        name = f"tifffile-{code}-deflate-predictor.tif"
        tifffile.imwrite(at(name), v, compression="zlib", predictor=True, metadata=None, rowsperstrip=5)
        expect(name, v)
for code in ("u1", "u2"):
    v = made(code, 3)
    tifffile.imwrite(at(f"tifffile-rgb-{code}.tif"), v, photometric="rgb", metadata=None)
    expect(f"tifffile-rgb-{code}.tif", planar(v))
    tifffile.imwrite(at(f"tifffile-rgb-{code}-planar.tif"), planar(v), photometric="rgb", planarconfig="separate", byteorder=">", metadata=None, rowsperstrip=4)
    expect(f"tifffile-rgb-{code}-planar.tif", planar(v))
    tifffile.imwrite(at(f"tifffile-rgb-{code}-tiles.tif"), v, photometric="rgb", tile=(16, 16), compression="zlib", predictor=True, metadata=None)
    expect(f"tifffile-rgb-{code}-tiles.tif", planar(v))
v = made("u2", 5)
tifffile.imwrite(at("tifffile-five-channels.tif"), v, photometric="minisblack", planarconfig="contig", metadata=None)
expect("tifffile-five-channels.tif", planar(v))
v = made("u1")
tifffile.imwrite(at("tifffile-white-is-zero.tif"), v, photometric="miniswhite", metadata=None)
expect("tifffile-white-is-zero.tif", 255 - v.astype(int))
tifffile.imwrite(at("tifffile-bilevel.tif"), v > 90, photometric="minisblack", metadata=None)
expect("tifffile-bilevel.tif", v > 90)
# tifffile calls set bits black when it is not told otherwise (and gives them back as True all the same).
tifffile.imwrite(at("tifffile-bilevel-white-is-zero.tif"), v > 90, metadata=None)
expect("tifffile-bilevel-white-is-zero.tif", v <= 90)
colours = np.stack([np.arange(256) * 257, (255 - np.arange(256)) * 257, (np.arange(256) * 7 % 256) * 257]).astype(np.uint16)
tifffile.imwrite(at("tifffile-palette.tif"), v, photometric="palette", colormap=colours, metadata=None)
expect("tifffile-palette.tif", np.stack([v, 255 - v, v.astype(int) * 7 % 256]))
tifffile.imwrite(at("tifffile-big.tif"), made("u2"), bigtiff=True, tile=(16, 16), byteorder=">", metadata=None)
expect("tifffile-big.tif", made("u2"))
tifffile.imwrite(at("tifffile-centimetre.tif"), v, resolution=(20000, 20000), resolutionunit="CENTIMETER", metadata=None)
expect("tifffile-centimetre.tif", v, size=0.5)
tifffile.imwrite(at("tifffile-inch-microscope.tif"), v, resolution=(50800, 50800), resolutionunit="INCH", metadata=None)
expect("tifffile-inch-microscope.tif", v, size=0.5)
tifffile.imwrite(at("tifffile-inch-screen.tif"), v, resolution=(300, 300), resolutionunit="INCH", metadata=None)
expect("tifffile-inch-screen.tif", v)
tifffile.imwrite(at("tifffile-not-square.tif"), v, resolution=(20000, 10000), resolutionunit="CENTIMETER", metadata=None)
expect("tifffile-not-square.tif", v)
with tifffile.TiffWriter(at("tifffile-pages.tif")) as writer:
    for n in range(3):
        writer.write(made("u1")[: HEIGHT - n] + n, metadata=None)
    writer.write(made("u1")[::2, ::2], subfiletype=1, metadata=None)
for n in range(3):
    expect("tifffile-pages.tif", made("u1")[: HEIGHT - n] + n, n)
stack = np.stack([made("u2")[:9, :11] + 100 * n for n in range(12)]).reshape(2, 3, 2, 9, 11)
tifffile.imwrite(at("tifffile-imagej-tzcyx.tif"), stack, imagej=True, resolution=(4, 4), metadata={"axes": "TZCYX", "unit": "um", "spacing": 2.0})
for n in range(6):
    expect("tifffile-imagej-tzcyx.tif", stack[n // 3, n % 3], n, 0.25)
tifffile.imwrite(at("tifffile-ome-tczyx.tif"), np.moveaxis(stack, 2, 1), ome=True, metadata={"axes": "TCZYX", "PhysicalSizeX": 325.0,
                 "PhysicalSizeXUnit": "nm", "PhysicalSizeY": 325.0, "PhysicalSizeYUnit": "nm"})
for n in range(6):
    expect("tifffile-ome-tczyx.tif", stack[n // 3, n % 3], n, 0.325)

# TIFF by libtiff (tiffcp): compressions and predictors
combinations = [(code, samples, packing) for samples in (1, 3) for code, packings in (
    ("u1", ("none", "lzw", "lzw:2", "zip", "zip:2", "packbits")), ("u2", ("lzw", "lzw:2", "zip:2", "packbits")), ("u4", ("lzw:2",)),
    ("f4", ("lzw", "zip:3", "lzw:3")), ("f8", ("zip:3",))) for packing in packings]
layouts = [("strips", ["-r", "6"]), ("tiles", ["-t", "-w", "16", "-l", "16"]), ("planar-strips", ["-p", "separate", "-r", "4"]),
           ("planar-tiles", ["-p", "separate", "-t", "-w", "16", "-l", "16"])]
for n, (code, samples, packing) in enumerate(combinations):
    v = made(code, samples)
    source = os.path.join(work, "source.tif")
    layout, options = layouts[n % (4 if samples == 3 else 2)]
    # tiffcp rearranges bytes only: of larger numbers it gets the arrangement that it is to keep, and no planar tiles.
    if layout == "planar-tiles" and code != "u1":
        layout, options = layouts[2]
    if layout.startswith("planar"):
        tifffile.imwrite(source, planar(v), photometric="rgb", planarconfig="separate", metadata=None)
    else:
        tifffile.imwrite(source, v, photometric="rgb" if samples == 3 else "minisblack", metadata=None)
    # libtiff 4.5 writes predictor 3 in the other byte order so that it cannot read it itself.
    order = "-B" if n % 3 == 1 and not packing.endswith(":3") else "-L"
    big = ["-8"] if n % 5 == 2 else []
    name = f"libtiff-{code}x{samples}-{packing.replace(':', '-predictor')}-{layout}-{'big' if order == '-B' else 'little'}{'-bigtiff' if big else ''}.tif"
    run("tiffcp", "-c", packing, *options, order, *big, source, at(name))
    expect(name, planar(v))
tifffile.imwrite(os.path.join(work, "bits.tif"), made("u1") > 90, photometric="minisblack", metadata=None)
run("tiffcp", "-f", "lsb2msb", "-c", "packbits", os.path.join(work, "bits.tif"), at("libtiff-bilevel-low-bits-first.tif"))
expect("libtiff-bilevel-low-bits-first.tif", made("u1") > 90)
# Random bytes fill the table of LZW to its end and clear it.
noise = np.random.default_rng(7).integers(0, 256, (64, 64)).astype(np.uint8)
tifffile.imwrite(os.path.join(work, "noise.tif"), noise, metadata=None)
run("tiffcp", "-c", "lzw", "-r", "64", os.path.join(work, "noise.tif"), at("libtiff-lzw-noise.tif"))
expect("libtiff-lzw-noise.tif", noise)

# TIFF by Pillow and ImageMagick
for mode, samples in (("L", 1), ("RGB", 3), ("RGBA", 4)):
    for packing in ("tiff_lzw", "tiff_deflate", "packbits"):
        name = f"pillow-{mode}-{packing}.tif"
        Image.fromarray(made("u1", samples), mode).save(at(name), compression=packing)
        expect(name, planar(made("u1", samples)))
for depth in (2, 4, 10, 12):
    v = (made("u2") >> (16 - depth)).astype(np.uint16)
    pixels = np.rint(v * (65535 / ((1 << depth) - 1))).astype("<u2")
    raw = os.path.join(work, "grey.raw")
    pixels.tofile(raw)
    name = f"magick-{depth}-bits.tif"
    run("convert", "-size", f"{WIDTH}x{HEIGHT}", "-depth", "16", "-endian", "LSB", f"gray:{raw}", "-depth", str(depth), "-compress", "none", at(name))
    with tifffile.TiffFile(at(name)) as file:
        if file.pages[0].bitspersample != depth:
            os.remove(at(name))
            continue
    # ImageMagick rounds on the way: what counts is what it reads in its own file.
    pixels = subprocess.run(["convert", at(name), "-depth", "16", "-endian", "LSB", "gray:-"], check=True, stdout=subprocess.PIPE).stdout
    stored = np.rint(np.frombuffer(pixels, "<u2").reshape(HEIGHT, WIDTH) * (((1 << depth) - 1) / 65535))
    assert abs(stored - v.astype(int)).max() <= 2
    expect(name, stored)

# TIFF by ImageJ
macro = os.path.join(work, "make.ijm")
with open(macro, "w") as text:
    text.write(f'''
setBatchMode(true);
newImage("stack", "16-bit black", 20, 10, 12);
for (n = 1; n <= nSlices; n++) {{ setSlice(n); for (y = 0; y < 10; y++) for (x = 0; x < 20; x++) setPixel(x, y, 1000 * n + 20 * y + x); }}
Stack.setDimensions(2, 3, 2); setVoxelSize(0.5, 0.5, 2, "micron");
saveAs("Tiff", "{at('imagej-hyperstack.tif')}");
close();
r = newArray(256); g = newArray(256); b = newArray(256);
for (i = 0; i < 256; i++) {{ r[i] = i; g[i] = 255 - i; b[i] = i / 2; }}
newImage("lut", "8-bit ramp", 20, 10, 1); setLut(r, g, b); saveAs("Tiff", "{at('imagej-lookup-table.tif')}"); close();
newImage("float", "32-bit ramp", 20, 10, 1); saveAs("Tiff", "{at('imagej-float.tif')}"); close();
newImage("colour", "RGB ramp", 20, 10, 1); saveAs("Tiff", "{at('imagej-rgb.tif')}"); close();
''')
subprocess.run(["java", "-Djava.awt.headless=true", "-cp", "/usr/share/java/ij.jar", "ij.ImageJ", "-batch", macro], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)
y, x = np.mgrid[0:10, 0:20]
for n in range(6):
    expect("imagej-hyperstack.tif", np.stack([1000 * (2 * n + c + 1) + 20 * y + x for c in range(2)]), n, 0.5)
expect("imagej-lookup-table.tif", tifffile.imread(at("imagej-lookup-table.tif")))
expect("imagej-float.tif", tifffile.imread(at("imagej-float.tif")))
expect("imagej-rgb.tif", planar(tifffile.imread(at("imagej-rgb.tif"))))

# NPY by NumPy
for code in ("u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f2", "f4", "f8", "?"):
    v = made("u1") > 90 if code == "?" else made(code)[:9, :11]
    for order in "<>":
        name = f"numpy-{'bool' if code == '?' else code}-{'little' if order == '<' else 'big'}.npy"
        np.save(at(name), v.astype(np.dtype(code).newbyteorder(order)))
        expect(name, v)
v = planar(made("u2", 3))[:, :9, :11]
for name, array in (("first", v), ("last", np.moveaxis(v, 0, -1)), ("six", np.concatenate([v, v + 1]))):
    np.save(at(f"numpy-channels-{name}.npy"), np.ascontiguousarray(array))
    expect(f"numpy-channels-{name}.npy", array if name == "six" else v)
    np.save(at(f"numpy-channels-{name}-fortran.npy"), np.asfortranarray(array))
    expect(f"numpy-channels-{name}-fortran.npy", array if name == "six" else v)
np.save(at("numpy-fortran.npy"), np.asfortranarray(v[0]))
expect("numpy-fortran.npy", v[0])
for version in ((2, 0), (3, 0)):
    with open(at(f"numpy-version-{version[0]}.npy"), "wb") as file:
        np.lib.format.write_array(file, v[0], version)
    expect(f"numpy-version-{version[0]}.npy", v[0])

# BMP by Pillow and ImageMagick
v = made("u1", 3)
Image.fromarray(made("u1")).save(at("pillow-grey.bmp"))
expect("pillow-grey.bmp", made("u1"))
Image.fromarray(v).save(at("pillow-rgb.bmp"))
expect("pillow-rgb.bmp", planar(v))
Image.fromarray(made("u1", 4), "RGBA").save(at("pillow-rgba.bmp"))
expect("pillow-rgba.bmp", planar(np.array(Image.open(at("pillow-rgba.bmp")).convert("RGB"))))
Image.fromarray((made("u1") > 90)).save(at("pillow-1-bit.bmp"))
expect("pillow-1-bit.bmp", (made("u1") > 90) * 255)
indexed = Image.fromarray(made("u1") // 3, "P")
indexed.putpalette([b for i in range(256) for b in (i, 255 - i, i * 7 % 256)])
indexed.save(at("pillow-palette.bmp"))
expect("pillow-palette.bmp", planar(np.array(indexed.convert("RGB"))))
source = os.path.join(work, "source.png")
Image.fromarray(v).save(source)
for name, options in (("bmp2", ["BMP2:"]), ("bmp3", ["BMP3:"]), ("bmp4", ["BMP:"])):
    run("convert", source, options[0] + at(f"magick-{name}.bmp"))
    expect(f"magick-{name}.bmp", planar(v))
indexed.save(source)
run("convert", source, "-compress", "RLE", "BMP3:" + at("magick-rle8.bmp"))
expect("magick-rle8.bmp", planar(np.array(indexed.convert("RGB"))))
run("convert", source, "BMP2:" + at("magick-os2-palette.bmp"))
expect("magick-os2-palette.bmp", planar(np.array(indexed.convert("RGB"))))
few = Image.fromarray(made("u1") // 24, "P")
few.putpalette([b for i in range(11) for b in (i * 20, 255 - i * 5, i * 7)])
few.save(source)
run("convert", source, "-type", "palette", "BMP3:" + at("magick-palette-4.bmp"))
expect("magick-palette-4.bmp", planar(np.array(few.convert("RGB"))))


def magick_pixels(name):
    raw = subprocess.run(["convert", at(name), "-depth", "8", "rgb:-"], check=True, stdout=subprocess.PIPE).stdout
    return np.frombuffer(raw, np.uint8).reshape(HEIGHT, WIDTH, 3)


def bmp(name, bits, compression, data, palette=b"", masks=b"", top_down=False):
    start = 54 + len(palette) + len(masks)
    with open(at(name), "wb") as file:
        file.write(b"BM" + struct.pack("<IHHI", start + len(data), 0, 0, start))
        file.write(struct.pack("<IiiHHIIiiII", 40, WIDTH, -HEIGHT if top_down else HEIGHT, 1, bits, compression, len(data), 2835, 2835, len(palette) // 4, 0))
        file.write(masks + palette + data)


entries = bytes(b for i in range(16) for b in (i * 7, 255 - i * 5, i * 16, 0))
numbers = made("u1") // 16
data = b""
for n, row in enumerate(numbers[::-1]):
    if n % 2 == 0:
        data += b"".join(bytes([1, v << 4]) for v in row)
    else:
        packed = bytes((int(row[i]) << 4) | (int(row[i + 1]) if i + 1 < WIDTH else 0) for i in range(0, WIDTH, 2))
        data += bytes([0, WIDTH]) + packed + bytes(len(packed) % 2)
    data += bytes([0, 0])
data += bytes([0, 1])
bmp("made-rle4.bmp", 4, 2, data, entries)
colours = np.array([[i * 16, 255 - i * 5, i * 7] for i in range(16)])
assert (magick_pixels("made-rle4.bmp") == colours[numbers]).all()
expect("made-rle4.bmp", planar(colours[numbers]))
fields = (v[..., 0].astype(int) >> 3 << 11) | (v[..., 1].astype(int) >> 2 << 5) | (v[..., 2].astype(int) >> 3)
padded = np.zeros((HEIGHT, WIDTH + WIDTH % 2), "<u2")
padded[:, :WIDTH] = fields
bmp("made-565-top-down.bmp", 16, 3, padded.tobytes(), masks=struct.pack("<III", 0xF800, 0x07E0, 0x001F), top_down=True)
expect("made-565-top-down.bmp", planar(magick_pixels("made-565-top-down.bmp")), tolerance=1)
fields = (v[..., 0].astype(int) >> 3 << 10) | (v[..., 1].astype(int) >> 3 << 5) | (v[..., 2].astype(int) >> 3)
padded[:, :WIDTH] = fields[::-1]
bmp("made-555.bmp", 16, 0, padded.tobytes())
expect("made-555.bmp", planar(magick_pixels("made-555.bmp")), tolerance=1)
swapped = (v[..., 2].astype(np.uint32) << 16) | (v[..., 0].astype(np.uint32) << 8) | v[..., 1]
bmp("made-fields-32.bmp", 32, 3, swapped[::-1].astype("<u4").tobytes(), masks=struct.pack("<III", 0xFF00, 0xFF, 0xFF0000))
assert (magick_pixels("made-fields-32.bmp") == v).all()
expect("made-fields-32.bmp", planar(v))

# JPEG by Pillow, libjpeg-turbo (cjpeg) and ImageMagick; what libjpeg-turbo decodes is expected
y, x = np.mgrid[0:21, 0:27]
photo = np.stack([120 + 90 * np.sin(x / 5), 120 + 80 * np.cos(y / 4 + x / 9), (x * y) % 200 + 20], axis=-1).astype(np.uint8)


def jpeg(name):
    image = Image.open(at(name))
    expect(name, planar(np.array(image)))


Image.fromarray(photo[..., 0]).save(at("pillow-grey.jpg"), quality=90)
jpeg("pillow-grey.jpg")
for sampling in (0, 1, 2):
    for progressive in (False, True):
        name = f"pillow-sampling-{sampling}{'-progressive' if progressive else ''}.jpg"
        Image.fromarray(photo).save(at(name), quality=85, subsampling=sampling, progressive=progressive)
        jpeg(name)
Image.fromarray(photo[..., 0]).save(at("pillow-grey-progressive.jpg"), quality=95, progressive=True, optimize=True)
jpeg("pillow-grey-progressive.jpg")
Image.fromarray(photo[:5, :3]).save(at("pillow-3x5.jpg"), subsampling=2)
jpeg("pillow-3x5.jpg")
ppm = os.path.join(work, "photo.ppm")
Image.fromarray(photo).save(ppm)
for name, options in (("restart", ["-restart", "1", "-sample", "2x2"]), ("restart-blocks", ["-restart", "2B", "-sample", "2x1"]),
                      ("1x2", ["-sample", "1x2"]), ("4x1", ["-sample", "4x1"]), ("4x2", ["-sample", "4x2"]), ("rgb", ["-rgb"]), ("progressive-restart", ["-progressive", "-restart", "3B"]),
                      ("low-quality", ["-quality", "5"]), ("high-quality", ["-quality", "100", "-sample", "1x1"]), ("optimised", ["-optimize"])):
    run("cjpeg", *options, "-outfile", at(f"cjpeg-{name}.jpg"), ppm)
    jpeg(f"cjpeg-{name}.jpg")
scans = os.path.join(work, "scans.txt")
with open(scans, "w") as text:
    text.write("0;\n1;\n2;\n")
run("cjpeg", "-scans", scans, "-sample", "2x2", "-outfile", at("cjpeg-separate-scans.jpg"), ppm)
jpeg("cjpeg-separate-scans.jpg")
run("convert", ppm, "-quality", "80", "-sampling-factor", "4:2:0", "-interlace", "Plane", at("magick-progressive.jpg"))
jpeg("magick-progressive.jpg")

np.savez_compressed(at("expected.npz"), **expected)
with open(at("index.csv"), "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["file", "image", "channels", "height", "width", "pixel_size", "tolerance", "expected"])
    writer.writerows(sorted(rows))
print(len(rows), "images in", len({row[0] for row in rows}), "files,", sum(os.path.getsize(at(f)) for f in os.listdir(here)), "bytes")
