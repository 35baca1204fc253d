using System.Runtime.CompilerServices;
using BioDL.Classical;

namespace BioDL.Cli.Benchmarks.Classical;

/// <summary>
/// The pixel classifier; the peers stand in environment/peers/classical/learning.py and compute the same features, at the same pixels, with as many trees. Peers take minutes on
/// large images and large samples, where ours is measured alone (growth).
/// </summary>
internal static class LearningCases
{
    private static readonly ConditionalWeakTable<ClassicalScene, Dictionary<int, (float[] Values, int[] Classes)>> Samples = [];
    private static readonly ConditionalWeakTable<ClassicalScene, PixelClassifier> Classifiers = [];

    public static IReadOnlyList<ClassicalCase> All { get; } =
    [
        new("48 pixel features", scene => PixelFeatures.Default.Of(scene.Image)) { LargestPeerSide = 1024, Grows = false },
        new("48 pixel features, tile by tile", scene => Visit(scene.Image)) { LargestPeerSide = 0 },
        new("forest from 5000 pixels", scene => Fit(scene, 5_000)) { LargestPeerSide = 1024, Grows = false },
        new("forest from 50000 pixels", scene => Fit(scene, 50_000)) { LargestPeerSide = 1024, Grows = false },
        new("pixel classifier, 100 trees", scene => Classifiers.GetValue(scene, Train).Probabilities(scene.Image)) { LargestPeerSide = 1024 },
    ];

    private static long Visit(Images.Image image)
    {
        var pieces = 0L;
        PixelFeatures.Default.Visit(image, (_, _, _, row) => Interlocked.Add(ref pieces, row.Length));
        return pieces;
    }

    private static RandomForest Fit(ClassicalScene scene, int count)
    {
        var (values, classes) = Take(scene, count);
        return RandomForest.Train(values, values.Length / count, classes);
    }

    /// <summary>Pixels at equal steps over the image, as the peer takes them.</summary>
    private static (float[] Values, int[] Classes) Take(ClassicalScene scene, int count)
    {
        var known = Samples.GetOrCreateValue(scene);
        if (known.TryGetValue(count, out var ready))
            return ready;
        var features = PixelFeatures.Default.Of(scene.Image);
        var pixels = scene.Image.Width * scene.Image.Height;
        int[] places = [.. Enumerable.Range(0, count).Select(i => (int)((long)i * pixels / count))];
        var values = new float[count * features.Channels];
        for (var feature = 0; feature < features.Channels; feature++)
        {
            var plane = features.Channel(feature);
            for (var i = 0; i < count; i++)
                values[i * features.Channels + feature] = plane[places[i]];
        }
        return known[count] = (values, Array.ConvertAll(places, place => scene.Truth.Values[place] > 0 ? 1 : 0));
    }

    private static PixelClassifier Train(ClassicalScene scene)
    {
        var (nuclei, background) = (new bool[scene.Truth.Values.Length], new bool[scene.Truth.Values.Length]);
        for (var i = 0; i < 5_000; i++)
        {
            var place = (int)((long)i * nuclei.Length / 5_000);
            (scene.Truth.Values[place] > 0 ? nuclei : background)[place] = true;
        }
        var (height, width) = (scene.Image.Height, scene.Image.Width);
        var scribbles = new Scribbles(scene.Image).Pixels("nucleus", new Images.Mask(height, width, nuclei)).Pixels("background", new Images.Mask(height, width, background));
        return PixelClassifier.Train([(scene.Image, scribbles)], new PixelClassifierOptions { Forest = new ForestOptions() });
    }
}
