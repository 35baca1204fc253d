using BioDL.Images;

namespace BioDL.Classical;

/// <summary>Connected components of masks: what hangs together is one object.</summary>
public static class Labelling
{
    /// <summary>
    /// Numbers the connected components of the foreground 1, 2, 3 … in the order in which their first pixels come, row by row. The parts
    /// are those of <c>skimage.measure.label</c>; two passes with union–find (Rosenfeld and Pfaltz 1966, J. ACM 13:471).
    /// </summary>
    /// <param name="mask">Height × width.</param>
    /// <param name="connectivity">Whether pixels that touch by a corner hang together (they do unless told otherwise).</param>
    /// <returns>Labels of the same size; all 0 when the mask is empty.</returns>
    public static LabelImage Components(this Mask mask, Connectivity connectivity = Connectivity.Eight)
    {
        ArgumentNullException.ThrowIfNull(mask);
        RequireKnown(connectivity);
        var labels = new int[mask.Height * mask.Width];
        var parents = FirstPass(mask, labels, connectivity == Connectivity.Eight);
        var next = 0;
        for (var label = 1; label < parents.Count; label++)
            parents[label] = parents[label] == label ? ++next : parents[parents[label]];
        for (var i = 0; i < labels.Length; i++)
            labels[i] = parents[labels[i]];
        return new LabelImage(mask.Height, mask.Width, labels) { PixelSize = mask.PixelSize };
    }

    internal static void RequireKnown(Connectivity connectivity)
    {
        if (connectivity is not (Connectivity.Four or Connectivity.Eight))
            throw new ArgumentOutOfRangeException(nameof(connectivity), $"Connectivity is {connectivity}; pixels have Four or Eight neighbours.");
    }

    /// <summary>Gives each pixel a provisional label from its neighbours already seen; a parent is never larger than its child.</summary>
    private static List<int> FirstPass(Mask mask, int[] labels, bool corners)
    {
        var foreground = mask.Values;
        var width = mask.Width;
        List<int> parents = [0];
        for (int y = 0, i = 0; y < mask.Height; y++)
        {
            for (var x = 0; x < width; x++, i++)
            {
                if (!foreground[i])
                    continue;
                var label = y > 0 ? labels[i - width] : 0;
                if (x > 0)
                    label = Join(parents, label, labels[i - 1]);
                if (corners && y > 0 && x > 0)
                    label = Join(parents, label, labels[i - width - 1]);
                if (corners && y > 0 && x + 1 < width)
                    label = Join(parents, label, labels[i - width + 1]);
                if (label == 0)
                {
                    label = parents.Count;
                    parents.Add(label);
                }
                labels[i] = label;
            }
        }
        return parents;
    }

    private static int Join(List<int> parents, int first, int second)
    {
        if (first == second || second == 0)
            return first;
        if (first == 0)
            return second;
        first = Root(parents, first);
        second = Root(parents, second);
        var smaller = Math.Min(first, second);
        parents[Math.Max(first, second)] = smaller;
        return smaller;
    }

    private static int Root(List<int> parents, int label)
    {
        while (parents[label] != label)
        {
            parents[label] = parents[parents[label]];
            label = parents[label];
        }
        return label;
    }
}
