using BioDL.Data;
using BioDL.Images;
using BioDL.Learning;
using BioDL.Learning.Fitting;

namespace BioDL.Training;

/// <summary>
/// Small pieces of labelled fields to train on: <c>var patches = new Patches([nuclei.Train]) { Seed = 1 };</c> <c>training.Step(patches.Batch(step, 4));</c>.
/// Sets, independent fields of a set, and images of a field come up equally often, however many there are of each; most patches show an object,
/// so that fields with few of them teach as much as crowded ones.
/// </summary>
public sealed class Patches
{
    private readonly Field[][][] sets;

    /// <summary>Prepares the fields: brightness and targets.</summary>
    /// <param name="sets">Labelled fields, set by set; each set has at least one.</param>
    /// <param name="range">The brightness that the network will see.</param>
    /// <exception cref="ArgumentException">There is no set, or an empty one.</exception>
    public Patches(IEnumerable<IEnumerable<Sample>> sets, PercentileRange? range = null)
    {
        ArgumentNullException.ThrowIfNull(sets);
        Range = range ?? new PercentileRange();
        this.sets = [.. sets.Select(set => set.GroupBy(sample => sample.Group, StringComparer.Ordinal)
            .Select(group => group.Select(sample => Field.Of(sample, Range)).ToArray()).ToArray())];
        if (this.sets.Length == 0 || this.sets.Any(set => set.Length == 0))
            throw new ArgumentException("Patches are cut from at least one set, and each set has at least one field. Does the selection before it leave any?", nameof(sets));
    }

    /// <summary>The brightness that the network sees.</summary>
    public PercentileRange Range { get; }

    /// <summary>Side of a patch in pixels: even, and a multiple of what the network needs.</summary>
    public int Size { get; init; } = 128;

    /// <summary>Share of the patches that are laid around an object, 0 to 1; the others lie anywhere.</summary>
    public double AroundObjects { get; init; } = 0.8;

    /// <summary>How patches are varied.</summary>
    public Augmentation Augmentation { get; init; } = new();

    /// <summary>The same seed gives the same patches.</summary>
    public int Seed { get; init; }

    /// <summary>The patches of one step, as images (count, 1, size, size) and targets (count, 2, size, size). Dispose its tensors after the step.</summary>
    /// <param name="step">Number of the step: batches of the same number are equal, whatever was drawn before.</param>
    /// <param name="count">How many patches.</param>
    public Batch Batch(int step, int count)
    {
        var random = new Random(unchecked(Seed * 1_000_003 + step));
        var pixels = Size * Size;
        var image = Tensor.Zeros(ElementType.Float32, count, 1, Size, Size);
        var targets = Tensor.Zeros(ElementType.Float32, count, ObjectTargets.Channels, Size, Size);
        for (var n = 0; n < count; n++)
        {
            var (patch, target) = Draw(random);
            patch.CopyTo(image.Span<float>()[(n * pixels)..]);
            target.CopyTo(targets.Span<float>()[(n * target.Length)..]);
        }
        return new Batch(image, targets);
    }

    /// <summary>One patch: its pixels, and its targets channel by channel.</summary>
    internal (float[] Image, float[] Targets) Draw(Random random)
    {
        var field = Pick(random, Pick(random, Pick(random, sets)));
        var around = field.Objects.Length > 0 && random.NextDouble() < AroundObjects;
        var (y, x) = around ? Near(field, random) : (random.Next(field.Image.Height), random.Next(field.Image.Width));
        var warp = new Warp(Size, (y, x), Augmentation, random);
        return (Lighting.Vary(warp.Read(field.Image), Size, Augmentation, random), warp.Read(field.Targets));
    }

    /// <summary>A place at most a quarter of a patch from an object, so that the patch holds it, in the middle or not.</summary>
    private (int Y, int X) Near(Field field, Random random)
    {
        var (y, x) = Pick(random, field.Objects);
        return (Math.Clamp(y + random.Next(-Size / 4, Size / 4 + 1), 0, field.Image.Height), Math.Clamp(x + random.Next(-Size / 4, Size / 4 + 1), 0, field.Image.Width));
    }

    private static T Pick<T>(Random random, T[] items) => items[random.Next(items.Length)];

    /// <summary>A labelled image made ready.</summary>
    /// <param name="Image">On the network's scale.</param>
    /// <param name="Targets">What the network should say.</param>
    /// <param name="Objects">A pixel of each object.</param>
    private sealed record Field(Image Image, Image Targets, (int Y, int X)[] Objects)
    {
        public static Field Of(Sample sample, PercentileRange range)
        {
            var labels = sample.Labels;
            var middles = new Dictionary<int, (long Y, long X, int Count)>();
            for (var i = 0; i < labels.Values.Length; i++)
            {
                if (labels.Values[i] is not (> 0 and var label))
                    continue;
                var (y, x, count) = middles.GetValueOrDefault(label);
                middles[label] = (y + i / labels.Width, x + i % labels.Width, count + 1);
            }
            return new Field(range.Apply(sample.Image), ObjectTargets.Of(labels),
                [.. middles.OrderBy(pair => pair.Key).Select(pair => ((int)(pair.Value.Y / pair.Value.Count), (int)(pair.Value.X / pair.Value.Count)))]);
        }
    }
}
