"""Makes background.npz: /usr/bin/python3 make_background.py (Debian: imagej 1.53t, a Java compiler, python3-skimage 0.19.3, -numpy 1.24.2).

Inputs are synthetic, from one seed; backgrounds are those of ImageJ's own class, called by RollingBallFixture.java.
"""
import os, subprocess, tempfile
import numpy as np
from skimage import exposure

HERE = os.path.dirname(os.path.abspath(__file__))
JAR = "/usr/share/java/ij.jar"
random = np.random.default_rng(19830101)
out = {}


def scene(height, width, low, high, objects):
    y, x = np.mgrid[0:height, 0:width]
    image = 40 + 0.5 * x + 30 * np.sin(y / 25) + random.normal(0, 4, y.shape)
    for _ in range(objects):
        cy, cx, r = random.uniform(0, height), random.uniform(0, width), random.uniform(low, high)
        image += 90 * (np.hypot(y - cy, x - cx) < r)
    return image.astype("<f4")


out["scene"], out["thin"] = scene(66, 83, 3, 6, 14), scene(3, 90, 2, 4, 5)
with tempfile.TemporaryDirectory() as folder:
    subprocess.run(["javac", "-cp", JAR, "-d", folder, os.path.join(HERE, "RollingBallFixture.java")], check=True)
    for name, radius, light, smooth in (
            ("scene", 7, False, True), ("scene", 12.5, False, True), ("scene", 40, False, True), ("scene", 150, False, True),
            ("scene", 20, True, True), ("scene", 20, False, False), ("thin", 12, False, True)):
        image, files = out[name], [os.path.join(folder, file) for file in ("in.f32", "out.f32")]
        image.tofile(files[0])
        subprocess.run(["java", "-Djava.awt.headless=true", "-cp", JAR + ":" + folder, "RollingBallFixture", files[0], str(image.shape[1]), str(image.shape[0]),
                        str(radius), str(light).lower(), str(smooth).lower(), files[1]], check=True)
        out[f"{name}-{radius}-{light}-{smooth}"] = np.fromfile(files[1], "<f4").reshape(image.shape)

# Contrast-limited adaptive histogram equalisation, on 16 bits as scikit-image wants it.
greys = np.round(out["scene"].astype(float) * 100).clip(0, 65535).astype(np.uint16)
out["greys"] = greys.astype("<f4")
out["equalized"] = exposure.equalize_adapthist(greys).astype("<f4")
out["equalized-16"] = exposure.equalize_adapthist(greys, 16, clip_limit=0.03).astype("<f4")
out["equalized-25"] = exposure.equalize_adapthist(greys, 25, clip_limit=0.5).astype("<f4")

np.savez_compressed(os.path.join(HERE, "background.npz"), **out)
