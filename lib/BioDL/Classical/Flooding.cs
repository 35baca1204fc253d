using BioDL.Images;

namespace BioDL.Classical;

/// <summary>The watershed: a landscape is flooded from seeds, and objects meet where the waters meet.</summary>
public static class Flooding
{
    /// <summary>
    /// Floods a landscape from low to high, starting at seeds; each pixel goes to the water that reaches it first. Of pixels equally
    /// high the one reached earlier comes first, seeds in the order of rows. The rule is that of
    /// <c>skimage.segmentation.watershed(image, markers, connectivity, mask=mask)</c>, after Meyer 1991 and CellProfiler; no line is
    /// left between objects.
    /// </summary>
    /// <param name="landscape">One channel, all values finite; objects are valleys (for bright objects negate the image).</param>
    /// <param name="seeds">Where each water starts, and its number; seeds outside of the mask are ignored.</param>
    /// <param name="mask">Where water may go.</param>
    /// <param name="connectivity">To which neighbours water flows.</param>
    /// <returns>The seeds' numbers; 0 outside of the mask, and inside where no seed's water gets to.</returns>
    /// <exception cref="ArgumentException">Sizes differ, the landscape has several channels, or a value is not finite.</exception>
    public static LabelImage Watershed(this Image landscape, LabelImage seeds, Mask mask, Connectivity connectivity = Connectivity.Four)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        ArgumentNullException.ThrowIfNull(mask);
        Pixels.RequireOneChannel(landscape, nameof(Watershed));
        Pixels.RequireFinite(landscape, nameof(Watershed));
        Shape.RequireSame(landscape.Height, landscape.Width, seeds.Height, seeds.Width, "Landscape and seeds");
        Shape.RequireSame(landscape.Height, landscape.Width, mask.Height, mask.Width, "Landscape and mask");
        Labelling.RequireKnown(connectivity);
        var padded = PaddedLabels(seeds, mask);
        Flood(landscape, padded, connectivity);
        return new LabelImage(mask.Height, mask.Width, Unpad(padded, mask.Height, mask.Width)) { PixelSize = mask.PixelSize };
    }

    /// <summary>
    /// Splits touching round objects: the mask's distance map is smoothed, its peaks become seeds, and the negated map is flooded within
    /// the mask. Every connected component (eight neighbours) has at least one seed, so no foreground is lost. Numbers follow the
    /// seeds, row by row.
    /// </summary>
    /// <param name="mask">The foreground.</param>
    /// <param name="smoothing">Sigma in pixels that smooths the distance map, lest a ragged outline cuts objects; 0 for none.</param>
    /// <param name="minimumDistance">Seeds in one component are at least so many pixels apart: about the smallest radius.</param>
    /// <returns>One label per object; all 0 when the mask is empty.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is negative, too large or not a number.</exception>
    public static LabelImage Watershed(this Mask mask, double smoothing = 1, double minimumDistance = 5)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var components = mask.Components();
        var smooth = mask.Distance().Gaussian(smoothing).Values;
        var foreground = mask.Values;
        float[] height = new float[smooth.Length], depth = new float[smooth.Length];
        for (var i = 0; i < height.Length; i++)
        {
            // Outside of the mask 0, so that no peak of the smoothed map can lie there.
            height[i] = foreground[i] ? smooth[i] : 0;
            depth[i] = -height[i];
        }
        var landscape = new Image(1, mask.Height, mask.Width, height);
        var seeds = PeakFinding.Peaks(landscape, minimumDistance, 0, components);
        return landscape.Like(depth).Watershed(seeds, mask, Connectivity.Eight);
    }

    /// <summary>Labels with a frame of one pixel all around; −1 where water may not go.</summary>
    private static int[] PaddedLabels(LabelImage seeds, Mask mask)
    {
        int width = mask.Width, stride = width + 2;
        var padded = new int[(mask.Height + 2) * stride];
        padded.AsSpan(0, stride).Fill(-1);
        padded.AsSpan((mask.Height + 1) * stride).Fill(-1);
        Threads.OverRows(mask.Height, width, (from, to) =>
        {
            for (var y = from; y < to; y++)
            {
                ReadOnlySpan<int> seed = seeds.Values.Slice(y * width, width);
                ReadOnlySpan<bool> allowed = mask.Values.Slice(y * width, width);
                var row = padded.AsSpan((y + 1) * stride, stride);
                (row[0], row[^1]) = (-1, -1);
                for (var x = 0; x < seed.Length; x++)
                    row[x + 1] = allowed[x] ? seed[x] : -1;
            }
        });
        return padded;
    }

    private static int[] Unpad(int[] padded, int height, int width)
    {
        var labels = new int[height * width];
        Threads.OverRows(height, width, (from, to) =>
        {
            for (var y = from; y < to; y++)
            {
                var row = padded.AsSpan((y + 1) * (width + 2) + 1, width);
                var target = labels.AsSpan(y * width, width);
                for (var x = 0; x < target.Length; x++)
                    target[x] = Math.Max(0, row[x]);
            }
        });
        return labels;
    }

    private static void Flood(Image landscape, int[] labels, Connectivity connectivity)
    {
        var stride = landscape.Width + 2;
        ReadOnlySpan<int> offsets = [-stride, -1, 1, stride, -stride - 1, -stride + 1, stride - 1, stride + 1];
        offsets = offsets[..(int)connectivity];
        var shore = ShoreOf(landscape, labels);
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] > 0)
                shore.Add(i);
        }
        while (!shore.IsEmpty)
        {
            var pixel = shore.TakeLowest();
            foreach (var offset in offsets)
            {
                var neighbour = pixel + offset;
                if (labels[neighbour] != 0)
                    continue;
                labels[neighbour] = labels[pixel];
                shore.Add(neighbour);
            }
        }
    }

    /// <summary>An empty shore that knows the heights of all pixels to which water may go.</summary>
    private static Shore ShoreOf(Image landscape, int[] labels)
    {
        var heights = new float[labels.Length];
        for (var y = 0; y < landscape.Height; y++)
            landscape.Values.Slice(y * landscape.Width, landscape.Width).CopyTo(heights.AsSpan((y + 1) * (landscape.Width + 2) + 1));
        var pixels = new int[labels.Length - labels.AsSpan().Count(-1)];
        for (int i = 0, count = 0; i < labels.Length; i++)
        {
            if (labels[i] >= 0)
                pixels[count++] = i;
        }
        var levels = new int[labels.Length];
        return new Shore(levels, Levels.Rank(heights, pixels, levels));
    }
}
