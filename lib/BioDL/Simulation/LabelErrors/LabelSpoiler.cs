using BioDL.Images;

namespace BioDL.Simulation;

/// <summary>Chooses objects and spoils them one by one.</summary>
internal sealed class LabelSpoiler
{
    private readonly LabelNoise settings;
    private readonly LabelImage truth;
    private readonly IReadOnlyList<int> classes;
    private readonly int seed;
    private readonly int[] spoilt;
    private readonly Dictionary<int, ObjectPixels> objects;

    public LabelSpoiler(LabelNoise settings, LabelImage truth, IReadOnlyList<int> classes, int seed)
    {
        (this.settings, this.truth, this.classes, this.seed) = (settings, truth, classes, seed);
        spoilt = truth.Values.ToArray();
        objects = ObjectPixels.Of(truth);
    }

    public NoisyLabels Spoil()
    {
        var given = classes.ToArray();
        var chosen = Choose();
        var into = new Dictionary<int, int?>();
        // Objects shrink before others grow, so that room that is left can be taken.
        foreach (var (label, kind, partner) in chosen.OrderBy(choice => choice.Kind is LabelErrorKind.Shifted or LabelErrorKind.Dilated or LabelErrorKind.Jagged))
            into[label] = kind == LabelErrorKind.WrongClass ? given[label - 1] = OtherClass(label) : Spoil(label, kind, partner);
        var noisy = new LabelImage(truth.Height, truth.Width, spoilt) { PixelSize = truth.PixelSize };
        return new NoisyLabels
        {
            Labels = noisy,
            Truth = truth,
            Classes = given,
            Errors = [.. chosen.OrderBy(choice => choice.Label).Select(choice => new LabelError(
                choice.Label, choice.Kind, into[choice.Label], truth.Areas[choice.Label], choice.Label <= noisy.Maximum ? noisy.Areas[choice.Label] : 0))],
        };
    }

    /// <summary>Deals out objects in a random order; one that takes in a merged neighbour is left alone otherwise.</summary>
    private List<(int Label, LabelErrorKind Kind, int Partner)> Choose()
    {
        var free = objects.Keys.Order().ToArray();
        RandomStream.For(seed, Purpose.LabelErrors).Shuffle(free);
        var (open, chosen) = (new HashSet<int>(free), new List<(int, LabelErrorKind, int)>());
        foreach (var (kind, share) in settings.Shares())
        {
            var wanted = (int)Math.Round(share * free.Length, MidpointRounding.AwayFromZero);
            foreach (var label in free.Where(open.Contains).ToArray())
            {
                if (wanted == 0)
                    break;
                var partner = kind == LabelErrorKind.Merged ? Neighbour(label, open) : 0;
                if (partner is null || !open.Remove(label))
                    continue;
                open.Remove(partner.Value);
                chosen.Add((label, kind, partner.Value));
                wanted--;
            }
        }
        return chosen;
    }

    /// <summary>The nearest object within reach that is still untouched; null when there is none.</summary>
    private int? Neighbour(int label, HashSet<int> open)
    {
        if (!open.Contains(label))
            return null;
        var nearest = objects[label].Near(truth, settings.MergeDistance).Where(pair => open.Contains(pair.Label))
            .OrderBy(pair => pair.Distance).ThenBy(pair => pair.Label);
        return nearest.Select(pair => (int?)pair.Label).FirstOrDefault();
    }

    private int? Spoil(int label, LabelErrorKind kind, int partner)
    {
        var shape = objects[label];
        var random = RandomStream.For(seed, Purpose.LabelErrors, label);
        switch (kind)
        {
            case LabelErrorKind.Missed:
                Clear(label);
                return null;
            case LabelErrorKind.Merged:
                foreach (var pixel in shape.Pixels)
                    spoilt[pixel] = partner;
                return partner;
            case LabelErrorKind.Shifted:
                var (sin, cos) = Math.SinCos(2 * Math.PI * random.NextDouble());
                Redraw(label, shape.Shifted((int)Math.Round(settings.ShiftDistance * sin), (int)Math.Round(settings.ShiftDistance * cos)));
                return null;
            case LabelErrorKind.Eroded:
                Redraw(label, shape.Within(depth => depth > settings.ErodeDistance));
                return null;
            case LabelErrorKind.Dilated:
                Redraw(label, shape.Grown(settings.DilateDistance));
                return null;
            default:
                Redraw(label, shape.Jagged(settings.Jaggedness, random));
                return null;
        }
    }

    private int OtherClass(int label)
    {
        var others = classes.Distinct().Where(other => other != classes[label - 1]).Order().ToArray();
        return others[RandomStream.For(seed, Purpose.LabelErrors, label).Next(others.Length)];
    }

    private void Clear(int label)
    {
        foreach (var pixel in objects[label].Pixels)
            spoilt[pixel] = 0;
    }

    private void Redraw(int label, IEnumerable<int> pixels)
    {
        var wanted = pixels.ToArray();
        Clear(label);
        foreach (var pixel in wanted.Where(pixel => spoilt[pixel] == 0))
            spoilt[pixel] = label;
    }
}
