using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Classical;

/// <summary>Contours that move over an image until they fit.</summary>
public static class ActiveContours
{
    private const int CheckerboardSide = 5;

    /// <summary>
    /// Moves a contour so that inside and outside differ as much as possible in brightness, while it stays smooth: Chan and Vese's active contour
    /// without edges, in its morphological form (Márquez-Neila, Baumela and Álvarez 2014, IEEE Trans. Pattern Anal. Mach. Intell. 36:2).
    /// In each iteration every pixel at the contour goes to the side whose mean brightness c it is nearer to, (I − c)² compared, and
    /// then corners are cut and notches filled. The same as <c>skimage.segmentation.morphological_chan_vese(image, iterations, initial,
    /// smoothing)</c> in double precision. Brighter or darker: what is inside at the start decides.
    /// </summary>
    /// <param name="image">One channel, all values finite.</param>
    /// <param name="initial">The inside to start from; when null a checkerboard with squares of 5 pixels, which finds objects anywhere.</param>
    /// <param name="iterations">How many at most; once the contour is at rest, or goes to and fro, the others are left out.</param>
    /// <param name="smoothing">How often the contour is smoothed per iteration, 0 to 100; about 1 to 4 are of use.</param>
    /// <param name="onStep">Called with 0 and the start, then with the number of each iteration and its inside: to look on, or to collect steps.</param>
    /// <returns>The inside.</returns>
    /// <exception cref="ArgumentException">Sizes differ, there are several channels, a value is not finite, or a number makes no sense.</exception>
    /// <exception cref="OperationCanceledException">The user interrupted the cell.</exception>
    public static Mask ActiveContour(
        this Image image, Mask? initial = null, int iterations = 100, int smoothing = 1, Action<int, Mask>? onStep = null)
    {
        Pixels.RequireOneChannel(image, nameof(ActiveContour));
        Pixels.RequireFinite(image, nameof(ActiveContour));
        initial ??= Checkerboard(image.Height, image.Width);
        Shape.RequireSame(image.Height, image.Width, initial.Height, initial.Width, "Image and initial mask");
        if (iterations < 0)
            throw new ArgumentOutOfRangeException(nameof(iterations), $"{iterations} iterations were asked for; there can be 0 or more.");
        if (smoothing is < 0 or > 100)
            throw new ArgumentOutOfRangeException(nameof(smoothing), $"Smoothing is {smoothing}; it is a number of times from 0 to 100.");
        using var progress = Progress.Start("Moving the contour", iterations);
        var contour = new ChanVeseContour(image, initial);
        onStep?.Invoke(0, initial);
        for (var n = 1; n <= iterations; n++)
        {
            contour.Move(smoothing);
            onStep?.Invoke(n, contour.Inside(image.PixelSize));
            progress.Step();
            // What two iterations give back comes again for ever: an even number of the rest changes nothing.
            if (contour.IsAtRest)
                n += (iterations - n) / 2 * 2;
        }
        return contour.Inside(image.PixelSize);
    }

    private static Mask Checkerboard(int height, int width)
    {
        var values = new bool[height * width];
        for (var i = 0; i < values.Length; i++)
            values[i] = ((i / width / CheckerboardSide + i % width / CheckerboardSide) & 1) != 0;
        return new Mask(height, width, values);
    }
}
