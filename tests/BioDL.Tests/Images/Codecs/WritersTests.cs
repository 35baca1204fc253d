using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using BioDL.Images;

namespace BioDL.Tests.Images.Codecs;

public sealed class WritersTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(TiffSamples.UInt8, TiffPredictors.None)]
    [InlineData(TiffSamples.UInt8, TiffPredictors.Horizontal)]
    [InlineData(TiffSamples.UInt16, TiffPredictors.Horizontal)]
    [InlineData(TiffSamples.UInt32, TiffPredictors.Horizontal)]
    [InlineData(TiffSamples.Float32, TiffPredictors.None)]
    [InlineData(TiffSamples.Float32, TiffPredictors.Horizontal)]
    [InlineData(TiffSamples.Float32, TiffPredictors.FloatingPoint)]
    public void A_TIFF_file_gives_back_values_channels_and_pixel_size(TiffSamples samples, TiffPredictors predictor)
    {
        var image = Made(3, samples);
        var read = TiffDecoder.Decode(TiffEncoder.Encode(image, new TiffOptions { Samples = samples, Predictor = predictor }), "f");
        Assert.Equal((3, 41, 300), (read.Channels, read.Height, read.Width));
        Assert.Equal(image.Values.ToArray(), read.Values.ToArray());
        Assert.Equal(0.325, read.PixelSize!.Value, 1e-9);
    }

    [Theory]
    [InlineData(new float[] { 0, 255 }, "8")]
    [InlineData(new float[] { 0, 256 }, "16")]
    [InlineData(new float[] { 0, 65536 }, "32")]
    [InlineData(new float[] { 0.5f, 1 }, "32")]
    [InlineData(new float[] { -1, 1 }, "32")]
    [InlineData(new float[] { float.NaN, 1 }, "32")]
    public void A_TIFF_file_takes_the_smallest_numbers_that_hold_all_values_exactly(float[] values, string bits)
    {
        var file = TiffEncoder.Encode(new Image(1, 1, 2, values));
        var page = TiffDirectory.ReadAll(TiffBytes.Open(file, "f"))[0];
        Assert.Equal(bits, page.Number(TiffBytes.Open(file, "f"), TiffTag.BitsPerSample, 0).ToString(CultureInfo.InvariantCulture));
        Assert.Equal(values, TiffDecoder.Decode(file, "f").Values.ToArray());
    }

    [Theory]
    [InlineData(NpyType.UInt8, 1)]
    [InlineData(NpyType.UInt16, 3)]
    [InlineData(NpyType.Float32, 5)]
    public void An_NPY_file_gives_back_values_and_channels(NpyType type, int channels)
    {
        var image = Made(channels, type switch { NpyType.UInt8 => TiffSamples.UInt8, NpyType.UInt16 => TiffSamples.UInt16, _ => TiffSamples.Float32 });
        var read = NpyDecoder.Decode(NpyEncoder.Encode(image, type), "f");
        Assert.Equal((channels, 41, 300), (read.Channels, read.Height, read.Width));
        Assert.Equal(image.Values.ToArray(), read.Values.ToArray());
    }

    [Fact]
    public void The_ending_of_the_name_chooses_the_format_and_TIFF_keeps_the_pixel_size()
    {
        var image = Made(2, TiffSamples.Float32);
        foreach (var name in new[] { "cell.tif", "cell.TIFF", "cell.npy" })
        {
            var path = Path.Combine(folder.Path, name);
            image.Save(path);
            var read = Image.Read(path);
            Assert.Equal(image.Values.ToArray(), read.Values.ToArray());
            Assert.Equal(name == "cell.npy" ? 0 : 0.325, read.PixelSize ?? 0, 1e-9);
        }
    }

    [Fact]
    public void Values_that_integers_cannot_hold_are_refused_and_named()
    {
        var image = new Image(2, 1, 2, [0, 1, 2, 65_536]);
        var tiff = Assert.Throws<ArgumentException>(() => TiffEncoder.Encode(image, new TiffOptions { Samples = TiffSamples.UInt16 }));
        Assert.Equal("Found the value 65536 in channel 1, row 0, column 1; unsigned integers of 16 bits hold 0 to 65535. Rescale the image first, "
            + "or save floats (bit depth 32).", tiff.Message);
        Assert.Equal(tiff.Message, Assert.Throws<ArgumentException>(() => NpyEncoder.Encode(image, NpyType.UInt16)).Message);
        var depth = Assert.Throws<ArgumentException>(() => image.Save(Path.Combine(folder.Path, "a.tif"), bitDepth: 12));
        Assert.Equal("A bit depth of 12 was asked for; 8, 16 (integers from 0) and 32 (floats) can be written.", depth.Message);
        var predictor = Assert.Throws<ArgumentException>(() => TiffEncoder.Encode(image, new TiffOptions { Samples = TiffSamples.UInt16, Predictor = TiffPredictors.FloatingPoint }));
        Assert.StartsWith("The floating-point predictor was asked for with UInt16; it works on Float32 only.", predictor.Message, StringComparison.Ordinal);
    }

    [PythonFact]
    public void Other_programs_read_what_was_written()
    {
        var script = new List<string> { "import sys, numpy as np, tifffile", "from PIL import Image" };
        foreach (var samples in Enum.GetValues<TiffSamples>())
        {
            foreach (var predictor in Enum.GetValues<TiffPredictors>())
            {
                if (predictor == TiffPredictors.FloatingPoint && samples != TiffSamples.Float32)
                    continue;
                var name = $"{samples}-{predictor}.tif";
                Write(name, TiffEncoder.Encode(Made(2, samples), new TiffOptions { Samples = samples, Predictor = predictor }), Made(2, samples));
                if (predictor != TiffPredictors.FloatingPoint)
                {
                    script.Add($"with tifffile.TiffFile('{name}') as f: a = f.asarray(); meta = f.imagej_metadata; x = f.pages[0].tags['XResolution'].value");
                    script.Add("assert meta['unit'] == 'micron' and meta['channels'] == 2 and abs(x[1] / x[0] - 0.325) < 1e-9, (meta, x)");
                    script.Add($"expect = np.fromfile('{name}.raw', '<f4').reshape(2, 41, 300); assert (a == expect).all(), '{name}'");
                }
                // Pillow knows no unsigned integers of 32 bits.
                if (samples != TiffSamples.UInt32)
                    script.Add($"expect = np.fromfile('{name}.raw', '<f4').reshape(2, 41, 300)\nimage = Image.open('{name}')\nfor c in range(2):\n    image.seek(c); assert (np.array(image) == expect[c]).all(), ('{name}', c)");
            }
        }
        foreach (var (type, samples) in new[] { (NpyType.UInt8, TiffSamples.UInt8), (NpyType.UInt16, TiffSamples.UInt16), (NpyType.Float32, TiffSamples.Float32) })
        {
            Write($"{type}.npy", NpyEncoder.Encode(Made(2, samples), type), Made(2, samples));
            script.Add($"a = np.load('{type}.npy'); assert a.shape == (2, 41, 300) and (a == np.fromfile('{type}.npy.raw', '<f4').reshape(a.shape)).all()");
        }
        File.WriteAllLines(Path.Combine(folder.Path, "check.py"), script);
        using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["check.py"]) { WorkingDirectory = folder.Path, RedirectStandardError = true })!;
        var errors = python.StandardError.ReadToEnd();
        python.WaitForExit();
        Assert.Equal((0, ""), (python.ExitCode, errors));
    }

    private void Write(string name, byte[] file, Image image)
    {
        File.WriteAllBytes(Path.Combine(folder.Path, name), file);
        File.WriteAllBytes(Path.Combine(folder.Path, name + ".raw"), MemoryMarshal.AsBytes(image.Values).ToArray());
    }

    private static Image Made(int channels, TiffSamples samples)
    {
        var random = new Random(5);
        var values = new float[channels * 41 * 300];
        for (var i = 0; i < values.Length; i++)
            values[i] = samples switch
            {
                TiffSamples.UInt8 => i / 7 % 251 + random.Next(5),
                TiffSamples.UInt16 => i % 60_000 + random.Next(100),
                // Floats hold every whole number only up to 2²⁴.
                TiffSamples.UInt32 => 256f * (i % 60_000 + random.Next(100)) * 250,
                _ => (float)(random.NextDouble() * 1000 - 300),
            };
        return new Image(channels, 41, 300, values) { PixelSize = 0.325 };
    }
}
