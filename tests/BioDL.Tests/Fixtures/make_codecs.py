"""Makes the fixtures of the image formats: /usr/bin/python3 make_codecs.py (Debian 12: python3-tifffile 20230203, python3-pil 9.4.0,
python3-numpy 1.24.2, libtiff-tools 4.5.0, imagemagick 6.9.11, libjpeg-turbo-progs 2.1.5, imagej 1.52i).

Every file below codecs/ was written by one of these programs; the few that none of them writes are made here byte by byte and read back by one
of them. codecs/index.csv says what each file holds: file, image in the file, channels, height, width, pixel size in µm (empty for none), largest
difference allowed, and the name of the expected values in codecs/expected.npz (float32, channel × height × width). What was written is what
is expected; for JPEG, which loses, it is what libjpeg-turbo decodes.
"""
import csv, os, struct, subprocess
import numpy as np
from PIL import Image
from codecs_frame import HEIGHT, WIDTH, at, expect, expected, here, made, planar, rows, run, work
import codecs_tiff  # writes its files when it is imported

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
