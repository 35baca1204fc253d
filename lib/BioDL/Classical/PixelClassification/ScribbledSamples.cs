using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Classical;

/// <summary>The features of all scribbled pixels.</summary>
/// <param name="Values">samples × features.</param>
/// <param name="ClassOf">The class of each sample.</param>
/// <param name="StrokeOf">The stroke of each sample, numbered over all images.</param>
/// <param name="Classes">The classes, in the order in which they came.</param>
internal sealed record ScribbledSamples(float[] Values, int[] ClassOf, int[] StrokeOf, IReadOnlyList<ScribbledClass> Classes)
{
    public static ScribbledSamples From(IReadOnlyList<(Image Image, Scribbles Scribbles)> examples, PixelClassifierOptions options, int seed)
    {
        string[] names = [.. examples.SelectMany(example => example.Scribbles.Classes).Distinct(StringComparer.Ordinal)];
        var pixels = new List<Pixel>();
        var strokes = 0;
        for (var number = 0; number < examples.Count; number++)
            strokes += Collect(examples[number], number, names, strokes, pixels);
        ScribbledClass[] classes = [.. names.Select((name, i) =>
        {
            Pixel[] own = [.. pixels.Where(pixel => pixel.Class == i)];
            return new ScribbledClass(name, own.Select(pixel => pixel.Stroke).Distinct().Count(), own.Length);
        })];
        var kept = Thin(pixels, options.MaximumPixels, seed);
        if (names.Length > kept.Select(pixel => pixel.Class).Distinct().Count())
            throw new ArgumentException($"Of {pixels.Count:N0} scribbled pixels only {kept.Length:N0} were to be learnt from, and none is left of some class. Set a larger MaximumPixels.");
        var features = options.Features.Names(examples[0].Image.Channels).Count;
        if ((long)kept.Length * features > Image.MaximumPixels)
            throw new ArgumentException($"{kept.Length:N0} pixels with {features} features are too many to learn from. Set a smaller MaximumPixels.");
        var values = new float[kept.Length * features];
        for (var (number, first) = (0, 0); number < examples.Count; number++)
        {
            var count = kept.Skip(first).TakeWhile(pixel => pixel.Image == number).Count();
            Fill(examples[number].Image, options.Features, kept.AsMemory(first, count), values.AsMemory(first * features, count * features), features);
            first += count;
        }
        return new ScribbledSamples(values, Array.ConvertAll(kept, pixel => pixel.Class), Array.ConvertAll(kept, pixel => pixel.Stroke), classes);
    }

    /// <summary>The pixels of one image, ascending; of several strokes of a class that cross, the first keeps the pixel. Returns the number of strokes.</summary>
    private static int Collect((Image Image, Scribbles Scribbles) example, int number, string[] names, int firstStroke, List<Pixel> pixels)
    {
        // Tells of pixels of two classes.
        _ = example.Scribbles.ToLabels();
        var taken = new Dictionary<int, Pixel>();
        for (var i = 0; i < example.Scribbles.Strokes.Count; i++)
        {
            var stroke = example.Scribbles.Strokes[i];
            foreach (var pixel in stroke.Pixels)
                taken.TryAdd(pixel, new Pixel(number, pixel, Array.IndexOf(names, stroke.Name), firstStroke + i));
        }
        pixels.AddRange(taken.Values.OrderBy(pixel => pixel.Place));
        return example.Scribbles.Strokes.Count;
    }

    private static Pixel[] Thin(List<Pixel> pixels, int most, int seed)
    {
        if (pixels.Count <= most)
            return [.. pixels];
        var random = new SeededStream(seed, int.MaxValue);
        var kept = new List<Pixel>(most);
        for (var i = 0; i < pixels.Count; i++)
        {
            if (random.Below(pixels.Count - i) < most - kept.Count)
                kept.Add(pixels[i]);
        }
        return [.. kept];
    }

    private static void Fill(Image image, PixelFeatures features, Memory<Pixel> pixels, Memory<float> values, int count)
    {
        var plan = features.PlanFor(image);
        var tiles = new FeatureTiles(image.Height, image.Width);
        var scribbled = Enumerable.Range(0, tiles.Count).Where(tile => Any(pixels.Span, tiles[tile], image.Width)).ToArray();
        Threads.OverItems(scribbled.Length, () => new FeatureWorkspace(plan, tiles), (item, workspace) =>
        {
            for (var channel = 0; channel < image.Channels; channel++)
                workspace.Compute(image, channel, tiles[scribbled[item]], Take);
        }, Host.Cancellation);

        void Take(int feature, int y, int x, ReadOnlySpan<float> row)
        {
            var all = pixels.Span;
            for (var i = FirstFrom(all, y * image.Width + x); i < all.Length && all[i].Place < y * image.Width + x + row.Length; i++)
                values.Span[i * count + feature] = row[all[i].Place - y * image.Width - x];
        }
    }

    private static bool Any(ReadOnlySpan<Pixel> pixels, Region tile, int width)
    {
        for (var y = tile.Y; y < tile.Y + tile.Height; y++)
        {
            var i = FirstFrom(pixels, y * width + tile.X);
            if (i < pixels.Length && pixels[i].Place < y * width + tile.X + tile.Width)
                return true;
        }
        return false;
    }

    private static int FirstFrom(ReadOnlySpan<Pixel> pixels, int place)
    {
        int low = 0, high = pixels.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = pixels[middle].Place < place ? (middle + 1, high) : (low, middle);
        }
        return low;
    }

    private readonly record struct Pixel(int Image, int Place, int Class, int Stroke);
}
