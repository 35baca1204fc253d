using System.Text;
using static BioDL.Display.Numbers;

namespace BioDL.Display;

/// <summary>
/// Lays a critical-difference diagram out: the critical difference, the axis, the bars of methods that are not told apart, then names at both sides, each in rows of its own. From outside to inside
/// names sit lower, so that no line crosses another's name.
/// </summary>
internal sealed class RankDiagramSvg
{
    private const double Margin = 14, Line = Svg.FontSize * Svg.LineHeight, BarGap = 11, NameGap = 8;

    private readonly RankDiagram diagram;
    private readonly double width, left, right;
    private readonly StringBuilder content = new();
    private readonly (string Name, double Rank)[] sorted;
    private readonly List<string>[] names;
    private readonly int atRight;

    private RankDiagramSvg(RankDiagram diagram, double width)
    {
        (this.diagram, this.width) = (diagram, width);
        sorted = [.. diagram.Ranks.Methods.Zip(diagram.Ranks.AverageRanks).OrderBy(pair => pair.Second)];
        atRight = (sorted.Length + 1) / 2;
        names = [.. sorted.Select(method => Wrapped($"{method.Name} ({method.Rank.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)})", 0.3 * width))];
        right = width - Margin - Widest(names.Take(atRight)) - NameGap;
        left = Margin + Widest(names.Skip(atRight)) + NameGap;
    }

    public static string Draw(RankDiagram diagram, double width, bool withTitle) => new RankDiagramSvg(diagram, width).Draw(withTitle);

    private string Draw(bool withTitle)
    {
        var heading = withTitle && diagram.Title.Length > 0 ? Svg.Wrap(diagram.Title, width - 2 * Margin, Svg.TitleSize) : [];
        content.Append(Svg.Title(heading, Margin, Margin - 4));
        var y = Margin + (heading.Count > 0 ? heading.Count * Svg.TitleSize * Svg.LineHeight + 6 : 0);
        y = CriticalDifference(y);
        foreach (var line in Svg.Wrap("Average rank (1 is best)", width - 2 * Margin))
        {
            content.Append(Svg.Text((left + right) / 2, y + Svg.FontSize, line, "middle", $"fill=\"{Svg.Faint}\""));
            y += Line;
        }
        var axis = y + 28;
        Axis(axis);
        var bars = Bars(axis + 16);
        var end = Math.Max(Names(axis, bars + 6, 0, atRight, isRight: true), Names(axis, bars + 6, sorted.Length - 1, sorted.Length - atRight, isRight: false));
        return Svg.Document(width, end + Margin, (diagram.Title.Length > 0 ? diagram.Title : "Critical-difference diagram", diagram.Description), content.ToString());
    }

    /// <summary>The bar of the critical difference with its length in words; words alone where it is longer than the axis.</summary>
    private double CriticalDifference(double y)
    {
        var difference = diagram.Ranks.CriticalDifference;
        var fits = difference <= sorted.Length - 1;
        foreach (var line in Svg.Wrap($"Critical difference {Plain(difference)}{(fits ? "" : ": longer than the axis, nothing could be told apart")}", width - 2 * Margin))
        {
            content.Append(Svg.Text(Margin, y + Svg.FontSize, line));
            y += Line;
        }
        if (!fits)
            return y + 4;
        var length = difference / (sorted.Length - 1) * (right - left);
        content.Append(Path($"M{Coordinate(Margin)} {Coordinate(y + 3)}v10m0 -5h{Coordinate(length)}m0 -5v10", 2));
        return y + 20;
    }

    private double At(double rank) => right - (rank - 1) / (sorted.Length - 1) * (right - left);

    private void Axis(double y)
    {
        content.Append(Path($"M{Coordinate(left)} {Coordinate(y)}H{Coordinate(right)}", 1.5));
        var every = Math.Max(1, (int)Math.Ceiling(22 * (sorted.Length - 1) / (right - left)));
        for (var rank = 1; rank <= sorted.Length; rank++)
        {
            content.Append(Path($"M{Coordinate(At(rank))} {Coordinate(y)}v-6", 1.5));
            if ((rank - 1) % every == 0)
                content.Append(Svg.Text(At(rank), y - 9, Plain(rank), "middle"));
        }
    }

    /// <summary>One thick bar below the other for each set of methods that are not told apart. Returns where they end.</summary>
    private double Bars(double y)
    {
        foreach (var alike in diagram.Ranks.Alike)
        {
            double[] ranks = [.. sorted.Where(method => alike.Contains(method.Name, StringComparer.Ordinal)).Select(method => method.Rank)];
            content.Append(Path($"M{Coordinate(At(ranks.Max()) - 4)} {Coordinate(y)}H{Coordinate(At(ranks.Min()) + 4)}", 5));
            y += BarGap;
        }
        return y;
    }

    /// <summary>The names of one side, from the outermost inwards. Returns where they end.</summary>
    private double Names(double axis, double y, int outermost, int count, bool isRight)
    {
        for (var i = 0; i < count; i++)
        {
            var n = isRight ? outermost + i : outermost - i;
            var edge = isRight ? right + NameGap / 2 : left - NameGap / 2;
            content.Append(Path($"M{Coordinate(At(sorted[n].Rank))} {Coordinate(axis)}V{Coordinate(y + Line / 2)}H{Coordinate(edge)}", 1.5));
            foreach (var line in names[n])
            {
                content.Append(Svg.Text(isRight ? right + NameGap : left - NameGap, y + Svg.FontSize, line, isRight ? "start" : "end"));
                y += Line;
            }
            y += 4;
        }
        return y;
    }

    private static List<string> Wrapped(string name, double width) => [.. Svg.Wrap(name, width).Select(line => Svg.Shorten(line, width))];

    private static double Widest(IEnumerable<List<string>> names) => names.SelectMany(lines => lines).Select(line => Svg.Width(line)).DefaultIfEmpty(0).Max();

    private static string Path(string data, double pen) => $"<path d=\"{data}\" fill=\"none\" stroke=\"{Svg.Ink}\" stroke-width=\"{Coordinate(pen)}\"/>";
}
