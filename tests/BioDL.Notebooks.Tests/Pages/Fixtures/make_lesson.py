"""Writes lesson.ipynb: an executed notebook with everything that a page must show. Needs the standard library only."""
import base64, json, math, random, struct, zlib

random.seed(4)


def png(width, height):
    nuclei = [(random.uniform(0, width), random.uniform(0, height), random.uniform(9, 17), random.uniform(.5, 1)) for _ in range(46)]
    rows = b""
    for y in range(height):
        row = bytearray([0])
        for x in range(width):
            value = 14
            for cx, cy, r, peak in nuclei:
                d = math.hypot(x - cx, (y - cy) * 1.15) / r
                if d < 1.5:
                    value += 190 * peak / (1 + math.exp(11 * (d - 1)))
            row.append(min(255, int(value / 4) * 4))
        rows += bytes(row)

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")).decode()


XS = list(range(20, 240, 10))
YS = [round(.05 + .82 / (1 + math.exp((x - 70) / -9)) - max(0, x - 120) * .0052, 3) for x in XS]


def chart_svg():
    place = lambda x, y: f"{60 + (x - 20) * 2.5:.0f},{300 - y * 270:.0f}"
    line = " ".join(place(x, y) for x, y in zip(XS, YS))
    ticks = "".join(f'<text x="{60 + (x - 20) * 2.5:.0f}" y="322" text-anchor="middle">{x}</text>' for x in range(20, 240, 40))
    grid = "".join(f'<path d="M60 {300 - y * 2.7:.0f}H620" stroke="#e3e3e3"/><text x="52" y="{304 - y * 2.7:.0f}" text-anchor="end">{y / 100}</text>' for y in range(0, 101, 25))
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360" width="640" height="360" font-family="sans-serif" font-size="13">{grid}{ticks}'
            f'<polyline points="{line}" fill="none" stroke="#0a6767" stroke-width="2.5"/><text x="340" y="350" text-anchor="middle">threshold</text></svg>')


HISTOGRAM = '<svg viewBox="0 0 640 220"><g fill="#5a7d9a">' + "".join(
    f'<rect x="{20 + i * 12}" y="{200 - h:.0f}" width="10" height="{h:.0f}"/>'
    for i, h in enumerate(180 * math.exp(-i / 4) + 60 * math.exp(-((i - 32) / 7) ** 2) for i in range(50))
) + '</g><path d="M236 10V200" stroke="#a3261d" stroke-width="2" stroke-dasharray="6 4"/><text x="244" y="24" font-size="14" font-family="sans-serif">Otsu: 71</text></svg>'

FIGURE = {"data": [
    {"type": "scatter", "mode": "lines+markers", "name": "accuracy at 0.5", "x": XS, "y": YS, "line": {"color": "#0a6767"}},
    {"type": "scatter", "mode": "lines", "name": "foreground IoU", "x": XS, "y": [round(min(.95, y * .6 + .38), 3) for y in YS], "line": {"color": "#b06000", "dash": "dot"}}],
    "layout": {"title": {"text": "Score against threshold"}, "xaxis": {"title": {"text": "threshold"}}, "yaxis": {"title": {"text": "score"}, "range": [0, 1]},
               "width": 900, "height": 420, "margin": {"t": 50}}}

TABLE = ("<table><caption>Six fields of the validation set</caption><thead><tr><th>field</th><th>nuclei</th><th>found</th><th>merged</th><th>accuracy at 0.5</th>"
         "<th>foreground IoU</th><th>mean diameter (µm)</th><th>background (grey levels)</th></tr></thead><tbody>"
         + "".join(f"<tr><td>IXMtest_{n:02d}_w1</td><td>{40 + n * 7}</td><td>{37 + n * 6}</td><td>{n}</td><td>{.91 - n * .043:.3f}</td><td>{.93 - n * .008:.3f}</td>"
                   f"<td>{11.2 + n * .4:.1f}</td><td>{12 + n}</td></tr>" for n in range(1, 7)) + "</tbody></table>")

CELLS, COUNT = [], 0


def markdown(text, *tags):
    CELLS.append({"cell_type": "markdown", "id": f"m{len(CELLS)}", "metadata": {"tags": list(tags)} if tags else {}, "source": text.strip("\n").splitlines(True)})


def code(text, *tags, outputs=()):
    global COUNT
    COUNT += 1
    CELLS.append({"cell_type": "code", "id": f"c{len(CELLS)}", "metadata": {"tags": list(tags)} if tags else {}, "execution_count": COUNT,
                  "source": text.strip("\n").splitlines(True), "outputs": list(outputs)})


def show(**data):
    names = {"html": "text/html", "svg": "image/svg+xml", "png": "image/png", "text": "text/plain", "plotly": "application/vnd.plotly.v1+json", "json": "application/json"}
    return {"output_type": "display_data", "metadata": {}, "data": {names[key]: value for key, value in data.items()}}


def stream(name, text):
    return {"output_type": "stream", "name": name, "text": text.splitlines(True)}


markdown("""
# Do I need deep learning at all?

*Start simple: thresholds and watershed on real fluorescent nuclei, before anybody trains anything.*

You will **segment** nuclei with one line of code, see where that line holds its own and where it does not, and
write a *candidate* verdict. Data: [BBBC006](https://bbbc.broadinstitute.org/BBBC006), CC0. About 45 minutes, 400 MB of memory.
Before: [The path](00-the-path.ipynb) · next: [Pick a model](02-pick-a-model.ipynb).
""")
code("""
var data = "auto";   // "real", "embedded" or "auto"
int seed = 7;
bool quick = false;
""", "parameters")
code("""
var data = "embedded";
bool quick = true;
""", "injected-parameters")
code("""
#r "BioDL.dll"
using BioDL.Images;
using BioDL.Classical;
using static BioDL.Display.Show;
""", "setup")
markdown("""
## What is in the picture?

Look first. A field is one photograph of a well; its **pixel size** tells how large a nucleus is. Count twenty nuclei
by eye and note where you hesitate: those are the places where a program will hesitate, too.

| step | what it does | what can go wrong |
|:-----|:-------------|------------------:|
| smooth | takes noise away | blurs thin borders |
| threshold | tells foreground from background | uneven light |
| watershed | splits touching nuclei | splits single ones as well |

- [x] looked at three fields
- [ ] counted twenty nuclei
- [ ] noted where I hesitate
""")
code("""
// One field of view, shown as it is.
var field = Fields.Open("nuclei", seed)[0];
Show(field.Image);
""", outputs=[show(png=png(480, 320), text="Picture of 480 × 320 pixels, 1 channel: bright nuclei on a dark background"), ])
code("""
Histogram(field.Image, bins: 50, mark: Otsu);
""", outputs=[show(svg=HISTOGRAM, text="Histogram of 50 bins: a tall peak of background near 0, a low one of nuclei near 130; Otsu's threshold at 71")])
markdown("""
### Which threshold?

Otsu's method picks the threshold `t` that separates two groups of pixels best[^otsu]. In code:

```csharp
var labels = field.Image.Gaussian(1.5).Threshold(Otsu).Watershed();
```

> [!TIP]
> Move the threshold by ten grey levels. If the count changes by half, the *threshold* is your result.

[^otsu]: N. Otsu, "A threshold selection method from gray-level histograms", 1979.
""")
code("""
var scores = Range(20, 240, step: 10).Select(t => Score(field, t));
Chart("Score against threshold", scores);
""", outputs=[show(plotly=FIGURE, svg=chart_svg(), text="Line chart: accuracy rises to 0.86 near a threshold of 110 and falls beyond; foreground IoU hardly changes"),
              show(html=TABLE, text="Table of 6 fields")])
code("""
foreach (var part in field.Tiles(64))
    Console.WriteLine($"{part.Index,4}  {part.Count,3} nuclei  mean {part.Mean:0.0}");
""", outputs=[stream("stdout", "".join(f"{i:4d}  {random.randint(0, 9):3d} nuclei  mean {random.uniform(12, 90):.1f}\n" for i in range(500))),
              stream("stderr", "\x1b[33mwarning\x1b[0m: 3 tiles lie at the border and hold cut nuclei; they are counted as halves.\n")])
code("""
field.Summary
""", outputs=[{"output_type": "execute_result", "execution_count": 7, "metadata": {}, "data": {"text/plain": "46 nuclei, mean diameter 11.6 µm (n = 1 field)"}}])
markdown("""
## Try it yourself

**Predict, then run.** A mask that says "background" everywhere: what share of the pixels does it get right, and how many
nuclei does it find? Write your guess *before* you run the cell.
""", "exercise")
code("""
double myGuess = 0.50;   // share of right pixels, between 0 and 1
var nuclei = 0;
""", "exercise")
markdown("""
A blank mask is right wherever there is background, and that is nearly everywhere.
""", "solution")
code("""
double myGuess = field.Truth.Background().Share;
""", "solution", outputs=[stream("stdout", "share of background: 0.873\n")])
code("""
Check.Near(myGuess, field.Truth.Background().Share, within: 0.05);
""", "check", outputs=[stream("stdout", "Not yet: 0.50 is 0.37 away. Hint: how much of the picture is dark?\n")])
markdown("""
## When this goes wrong

Uneven light: one threshold for the whole field takes the bright corner for nuclei. Below, on purpose, an image without a
pixel size is measured in micrometres; the message says what to do. See also [what is in the picture](#What-is-in-the-picture?).
""")
code("""
var bare = field.Image with { PixelSize = null };
bare.Labels().Diameters(Unit.Micrometre);
""", outputs=[{"output_type": "error", "ename": "PixelSizeMissingException",
               "evalue": "The image has no pixel size, and diameters in µm need one. Set it: image with { PixelSize = 0.65 }, or measure in pixels.",
               "traceback": ["\x1b[31mPixelSizeMissingException\x1b[0m: The image has no pixel size, and diameters in µm need one."]
               + [f"   at BioDL.Images.Measure.Step{n}(LabelImage labels, Unit unit, MeasureOptions options) in /src/lib/BioDL/Images/Measure.cs:line {n * 3}" for n in range(60)]}])
code("""
new { Accuracy = 0.86, Fields = 6 }
""", outputs=[show(json={"accuracy": 0.86, "fields": 6, "by": ["field", "plate"]}, text="{ Accuracy = 0.86, Fields = 6 }")])
markdown("""
## What you leave with

1. One line of code counts well separated nuclei.
2. Foreground IoU does **not** see merged nuclei; count them.
3. The *field* is the unit, not the nucleus.

What we did not show
:   Colour images, volumes, and nuclei that are not round.
""")

NOTEBOOK = {"cells": CELLS, "metadata": {"kernelspec": {"display_name": "C# (BioDL)", "language": "C#", "name": "biodl"}, "language_info": {"name": "C#"}}, "nbformat": 4, "nbformat_minor": 5}
with open("lesson.ipynb", "w", encoding="utf-8", newline="\n") as file:
    json.dump(NOTEBOOK, file, indent=1, ensure_ascii=False)
    file.write("\n")
