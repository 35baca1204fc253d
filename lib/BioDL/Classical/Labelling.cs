using BioDL.Images;

namespace BioDL.Classical;

/// <summary>Connected components of masks: what hangs together is one object.</summary>
public static class Labelling
{
    /// <summary>
    /// Numbers the connected components of the foreground 1, 2, 3 … in the order in which their first pixels come, row by row. The parts
    /// are those of <c>skimage.measure.label</c>; runs of pixels are joined row by row with union–find (after
    /// Rosenfeld and Pfaltz 1966, J. ACM 13:471).
    /// </summary>
    /// <param name="mask">Height × width.</param>
    /// <param name="connectivity">Whether pixels that touch by a corner hang together (they do unless told otherwise).</param>
    /// <returns>Labels of the same size; all 0 when the mask is empty.</returns>
    public static LabelImage Components(this Mask mask, Connectivity connectivity = Connectivity.Eight)
    {
        ArgumentNullException.ThrowIfNull(mask);
        RequireKnown(connectivity);
        var runs = Runs.Of(mask, connectivity);
        var labels = new int[mask.Height * mask.Width];
        runs.Paint(labels, [.. Enumerable.Range(0, runs.Components + 1)]);
        return new LabelImage(mask.Height, mask.Width, labels) { PixelSize = mask.PixelSize };
    }

    internal static void RequireKnown(Connectivity connectivity)
    {
        if (connectivity is not (Connectivity.Four or Connectivity.Eight))
            throw new ArgumentOutOfRangeException(
                nameof(connectivity), $"Connectivity is {connectivity}; pixels have Four or Eight neighbours.");
    }
}
