using System.Diagnostics;
using BioDL.Images;
using BioDL.Tests.Fixtures;

namespace BioDL.Tests.Images.Codecs;

/// <summary>Damaged files of every format give images or the one documented exception, quickly and without much memory.</summary>
public sealed class MutationTests
{
    [Fact]
    public void Twenty_thousand_damaged_files_give_images_or_the_documented_exception() => Mutate(24_000, seed: 1);

    [Fact]
    [Trait("Tier", "long")]
    public void Half_a_million_damaged_files_give_images_or_the_documented_exception() => Mutate(500_000, seed: 2);

    private static void Mutate(int count, int seed)
    {
        byte[][] files = [.. Directory.GetFiles(Fixture.Path("png"), "*.png").Concat(CodecFixture.Files(".tif", ".npy", ".bmp", ".jpg"))
            .Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        int images = 0, faults = 0;
        var slowest = 0.0;
        var gate = new Lock();
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, n =>
        {
            // Every mutation has a seed of its own, so that a failure can be repeated alone.
            var random = new Random(unchecked(seed * 1_000_003 + n));
            var file = PngFiles.Mutate(files[random.Next(files.Length)], random);
            var clock = Stopwatch.StartNew();
            var fault = Decode(file, n);
            lock (gate)
            {
                images += fault ? 0 : 1;
                faults += fault ? 1 : 0;
                slowest = Math.Max(slowest, clock.Elapsed.TotalSeconds);
            }
        });
        Assert.True(images > count / 20 && faults > count / 3, $"{images} images and {faults} faults: the mutations no longer reach both outcomes.");
        Assert.InRange(slowest, 0, 20);
    }

    /// <returns>Whether it was refused.</returns>
    private static bool Decode(byte[] file, int n)
    {
        try
        {
            var pages = TiffBytes.IsTiff(file) ? TiffDecoder.DecodePages(file, "mutant") : [ImageFile.Decode(file, "mutant")];
            Assert.All(pages, page => Assert.InRange(page.Values.Length, 1, Image.MaximumPixels));
            return false;
        }
        catch (ImageFormatException fault)
        {
            Assert.StartsWith("mutant, byte ", fault.Message, StringComparison.Ordinal);
            Assert.InRange(fault.Offset, 0, file.Length);
            return true;
        }
        catch (Exception other)
        {
            throw new InvalidOperationException($"Mutation {n} ({Convert.ToHexString(file.AsSpan(0, Math.Min(16, file.Length)))}…): {other}", other);
        }
    }
}
