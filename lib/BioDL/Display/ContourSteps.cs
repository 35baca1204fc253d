using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Display;

/// <summary>An active contour on its way, as pictures.</summary>
public static class ContourSteps
{
    /// <summary>The image with the contour after some of its iterations, side by side: <c>image.ShowContour(start, smoothing: 1, 0, 5, 50)</c>.</summary>
    /// <param name="image">One channel, all values finite.</param>
    /// <param name="start">The inside to start from; the checkerboard of <see cref="ActiveContours.ActiveContour"/> when null.</param>
    /// <param name="smoothing">How often the contour is smoothed per iteration.</param>
    /// <param name="steps">Which iterations to show, 0 being the start; at least one, none below 0.</param>
    /// <exception cref="ArgumentException">No step is given or one is below 0, or the contour cannot start (see <see cref="ActiveContours.ActiveContour"/>).</exception>
    public static Panels ShowContour(this Image image, Mask? start, int smoothing, params int[] steps)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (steps is null || steps.Length == 0 || steps.Min() < 0)
            throw new ArgumentException("Expected the iterations to show, 0 being the start, as in ShowContour(start, smoothing: 1, 0, 5, 50).", nameof(steps));
        var seen = new Dictionary<int, Mask>();
        var end = image.ActiveContour(start, steps.Max(), smoothing, (n, inside) => seen[n] = inside);
        var last = seen.Keys.Max();
        return Panels.Of(steps.Select(step => image.Show(step == 0 ? "Start" : step <= last ? $"After {step} iterations" : $"At rest since {last}")
            .Outline(seen.GetValueOrDefault(step, end).Components(), "inside")));
    }
}
