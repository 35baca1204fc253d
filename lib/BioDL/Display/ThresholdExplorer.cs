using System.Globalization;
using System.Text;
using BioDL.Classical;
using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Display;

/// <summary>
/// A histogram with a level that can be moved, beside the image with what is brighter: <c>smooth.ExploreThreshold(start: Otsu(smooth))</c>. All levels that can be
/// chosen are worked out beforehand, so it works on pages without a kernel: as a Plotly figure with a slider where those are shown, else with a row of
/// buttons that need no script, and where neither works as a still picture at the first level.
/// </summary>
public sealed record ThresholdExplorer : Drawing
{
    /// <summary>Levels that can be chosen, at most.</summary>
    public const int MostLevels = 24;

    /// <summary>A notebook should not swell: pictures become smaller until all of it fits into so many characters.</summary>
    private const int MostCharacters = 280_000;

    internal ThresholdExplorer(Image image, double start, Chart histogram)
    {
        (Start, Histogram) = (start, histogram);
        Scale = ScaleBar.For(image.Width, image.PixelSize);
        Levels = LevelsFor(image, start);
        Fractions = [.. Levels.Select(level => image.Threshold(level).Fraction)];
        Title = histogram.Title;
        ScaleShare = Scale.Pixels / image.Width;
        Frames = OverlayFrames.Of(image, Levels, OverlayFrames.Sides[0]);
        foreach (var side in OverlayFrames.Sides.Skip(1))
        {
            if (ToMimeBundle().Values.Sum(content => (long)content.Length) <= MostCharacters)
                break;
            Frames = OverlayFrames.Of(image, Levels, side);
        }
    }

    /// <summary>The levels that can be chosen, ascending, in the units of the image.</summary>
    public IReadOnlyList<double> Levels { get; }

    /// <summary>Share of the pixels that are brighter than each level, 0 to 1.</summary>
    public IReadOnlyList<double> Fractions { get; }

    /// <summary>The level that is shown first.</summary>
    public double Start { get; }

    /// <inheritdoc/>
    public override string Description => string.Create(CultureInfo.InvariantCulture,
        $"{Histogram.Description}; beside it the image with what is brighter than the level in orange. {Levels.Count} levels from {Numbers.Plain(Levels[0])} to "
        + $"{Numbers.Plain(Levels[^1])} can be chosen; first {Caption(First)}");

    internal Chart Histogram { get; }

    internal OverlayFrames Frames { get; }

    internal ScaleBar Scale { get; }

    /// <summary>Length of the scale bar as a share of the picture's width.</summary>
    internal double ScaleShare { get; }

    internal int First => Levels.ToList().IndexOf(Start);

    /// <summary>A figure with a slider, the same with buttons that need no script, a still picture, and words.</summary>
    public override MimeBundle ToMimeBundle() => MimeBundle.OfText(Words)
        .With(MimeBundle.Html, ThresholdExplorerHtml.Write(this)).With(MimeBundle.Svg, ThresholdExplorerSvg.Draw(this))
        .With(MimeBundle.Plotly, ThresholdExplorerPlotly.Json(this));

    internal override string ToFigure(string style, int width) => $"<figure style=\"margin:0;{style}\">{Caption(Title)}"
        + $"<img src=\"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(ThresholdExplorerSvg.Draw(this)))}\" width=\"{width}\" "
        + $"alt=\"{Svg.Encode(Words)}\" style=\"display:block;width:100%;margin:0\"></figure>";

    /// <summary>What one level does, in words.</summary>
    internal string Caption(int frame) => string.Create(CultureInfo.InvariantCulture,
        $"level {Numbers.Plain(Levels[frame])}: {100 * Fractions[frame]:0.0} % of the pixels are brighter");

    /// <summary>Even steps over where nearly all pixels lie; the start takes the place of the level nearest to it.</summary>
    private static double[] LevelsFor(Image image, double start)
    {
        var (low, high) = Contrast.Range(image, 0.5, 99.9);
        if (!(high > low))
            return [start];
        var step = Math.Max(((double)high - low) / (MostLevels - 1), 0);
        var digits = Math.Pow(10, Math.Floor(Math.Log10(step)) - 1);
        var levels = Enumerable.Range(0, MostLevels).Select(i => Math.Round((low + i * step) / digits) * digits).ToArray();
        levels[Array.IndexOf(levels, levels.MinBy(level => Math.Abs(level - start)))] = start;
        return [.. levels.Order().Distinct()];
    }
}
