using System.Text;
using static BioDL.Display.Numbers;

namespace BioDL.Display;

/// <summary>Draws what belongs to named groups: dots with a median, boxes, columns; and the cells of a matrix.</summary>
internal static class GroupSvg
{
    public static string Strip(StripMark strip, Plot plot)
    {
        var svg = new StringBuilder();
        for (var i = 0; i < strip.Values.Count; i++)
        {
            if (plot.Y.Holds(strip.Values[i]))
                svg.Append(Dot(plot.AtX(strip.Position(i)), plot.AtY(strip.Values[i]), strip.Place));
        }
        return svg.Append(Across(strip, strip.Median, 3, plot)).ToString();
    }

    public static string Box(BoxMark box, Plot plot)
    {
        var (left, right, middle) = (plot.AtX(box.Place - GroupMark.Half), plot.AtX(box.Place + GroupMark.Half), plot.AtX(box.Place));
        double Y(double value) => plot.AtY(plot.Within(value));
        var svg = new StringBuilder();
        svg.Append($"<path d=\"M{Coordinate(middle)} {Coordinate(Y(box.LowWhisker))}V{Coordinate(Y(box.Lower))}M{Coordinate(middle)} {Coordinate(Y(box.Upper))}");
        svg.Append($"V{Coordinate(Y(box.HighWhisker))}M{Coordinate(middle - 9)} {Coordinate(Y(box.LowWhisker))}h18");
        svg.Append($"M{Coordinate(middle - 9)} {Coordinate(Y(box.HighWhisker))}h18\" fill=\"none\" stroke=\"{Svg.Ink}\" stroke-width=\"1.5\"/>");
        svg.Append($"<rect x=\"{Coordinate(left)}\" y=\"{Coordinate(Y(box.Upper))}\" width=\"{Coordinate(right - left)}\" ");
        svg.Append($"height=\"{Coordinate(Y(box.Lower) - Y(box.Upper))}\" fill=\"{Colours.Bars}\" stroke=\"{Svg.Ink}\" stroke-width=\"1.5\"/>");
        foreach (var value in box.Outside.Where(plot.Y.Holds))
            svg.Append(Dot(middle, plot.AtY(value), 0));
        return svg.Append(Across(box, box.Median, 3, plot)).ToString();
    }

    public static string Column(ColumnMark mark, Plot plot)
    {
        var (left, right, middle) = (plot.AtX(mark.Place - GroupMark.Half), plot.AtX(mark.Place + GroupMark.Half), plot.AtX(mark.Place));
        var (foot, top) = (plot.AtY(plot.Within(0)), plot.AtY(plot.Within(mark.Column.Value)));
        var svg = new StringBuilder($"<rect x=\"{Coordinate(left)}\" y=\"{Coordinate(Math.Min(foot, top))}\" width=\"{Coordinate(right - left)}\" ");
        svg.Append($"height=\"{Coordinate(Math.Abs(foot - top))}\" fill=\"{Colours.Bars}\"/>").Append(Across(mark, mark.Column.Value, 2, plot));
        if (mark.HasInterval)
        {
            var (low, high) = (plot.AtY(plot.Within(mark.Column.Low!.Value)), plot.AtY(plot.Within(mark.Column.High!.Value)));
            svg.Append($"<path d=\"M{Coordinate(middle)} {Coordinate(low)}V{Coordinate(high)}M{Coordinate(middle - 8)} {Coordinate(low)}h16");
            svg.Append($"M{Coordinate(middle - 8)} {Coordinate(high)}h16\" fill=\"none\" stroke=\"{Svg.Ink}\" stroke-width=\"2\"/>");
        }
        // At the foot, where neither interval nor neighbour can hide it.
        return svg.Append(Svg.Text(middle, foot + (mark.Column.Value < 0 ? 18 : -8), Numbers.Label(mark.Column.Value), "middle")).ToString();
    }

    public static string Cells(HeatMark heat, Plot plot)
    {
        var svg = new StringBuilder();
        double width = (plot.Right - plot.Left) / heat.Columns.Count, height = (plot.Bottom - plot.Top) / heat.Rows.Count;
        for (var row = 0; row < heat.Rows.Count; row++)
        {
            for (var column = 0; column < heat.Columns.Count; column++)
            {
                var (x, y) = (plot.Left + column * width, plot.Top + row * height);
                var (red, green, blue) = HeatColours.Of(heat, heat.Values[row, column]);
                svg.Append($"<rect x=\"{Coordinate(x)}\" y=\"{Coordinate(y)}\" width=\"{Coordinate(width)}\" height=\"{Coordinate(height)}\" ");
                svg.Append($"fill=\"#{red:X2}{green:X2}{blue:X2}\" stroke=\"{Svg.Card}\" stroke-width=\"{(heat.IsWritten ? 2 : 0)}\" shape-rendering=\"crispEdges\"/>");
                if (heat.IsWritten)
                    svg.Append(Svg.Text(x + width / 2, y + height / 2 + 5.5, Plain(heat.Values[row, column]), "middle", $"fill=\"{HeatColours.Text(heat, heat.Values[row, column])}\""));
            }
        }
        return svg.ToString();
    }

    /// <summary>A bar of the colours with the lowest and the highest value, for cells without numbers.</summary>
    public static string Scale(HeatMark heat, double left, double top)
    {
        const int Steps = 32;
        var svg = new StringBuilder(Svg.Text(left, top + 15, Short(heat.Low)));
        var from = left + Svg.Width(Short(heat.Low)) + 10;
        for (var i = 0; i < Steps; i++)
        {
            var (red, green, blue) = ColourMap.Cividis.At(i / (Steps - 1.0));
            svg.Append($"<rect x=\"{Coordinate(from + 5 * i)}\" y=\"{Coordinate(top + 2)}\" width=\"5\" height=\"16\" fill=\"#{red:X2}{green:X2}{blue:X2}\" shape-rendering=\"crispEdges\"/>");
        }
        return svg.Append(Svg.Text(from + 5 * Steps + 10, top + 15, Short(heat.High))).ToString();
    }

    private static string Dot(double x, double y, int colour) =>
        $"<circle cx=\"{Coordinate(x)}\" cy=\"{Coordinate(y)}\" r=\"4.5\" fill=\"{Colours.OnWhite(colour)}\" fill-opacity=\".6\"/>";

    private static string Across(GroupMark mark, double value, int pen, Plot plot) => !plot.Y.Holds(value) ? ""
        : $"<path d=\"M{Coordinate(plot.AtX(mark.Place - GroupMark.Half))} {Coordinate(plot.AtY(value))}H{Coordinate(plot.AtX(mark.Place + GroupMark.Half))}\" "
        + $"stroke=\"{Svg.Ink}\" stroke-width=\"{pen}\"/>";
}

/// <summary>Colours of a matrix' cells, and of the numbers in them.</summary>
internal static class HeatColours
{
    public static (byte Red, byte Green, byte Blue) Of(HeatMark heat, double value) =>
        ColourMap.Cividis.At(double.IsFinite(value) ? (value - heat.Low) / (heat.High - heat.Low) : double.NaN);

    public static string Text(HeatMark heat, double value) => Of(heat, value).Green > 112 ? Svg.Ink : Svg.Card;
}
