"""The TIFF fixtures; make_codecs.py imports this."""
import os, subprocess
import numpy as np
import tifffile
from PIL import Image
from codecs_frame import HEIGHT, WIDTH, at, expect, made, planar, run, work

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
